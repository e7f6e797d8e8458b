"""What a grant gives besides taking part: its points for the learning check and for contributions, each a line of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plugins.api import Assessment, CreditAnswer, CreditLine, CreditUnit
from plugins.credit_rules import determined, line, refused, undetermined
from training.domain.learning_check.demands import Demand
from training.enums import ContributionRole
from training.models import LearningCheckResult, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What one registration has to show to one body. ``result`` is None where no check was taken, or none counts there."""

    demand: Demand
    result: LearningCheckResult | None
    roles: tuple[str, ...]
    """Of the contributions, where the body grants points for them."""

    @property
    def assessment(self) -> Assessment | None:
        return self.result.assessment if self.result else None

    @property
    def is_passed(self) -> bool:
        return self.demand.is_passed(self.result)

    def hindrance(self) -> CreditAnswer | None:
        """Why taking part earns nothing: the body credits it only with a passed check. None where nothing stands in the way."""
        if not self.demand.is_needed or self.is_passed:
            return None
        unit, body = cast(CreditUnit, self.demand.accreditation.unit), self.demand.accreditation.body
        if self.result is None:
            reason = _("{body} credits this category only with a passed learning check, and none has been taken.")
            return refused(unit, reason.format(body=body))
        if self.demand.percent is None:
            reason = _("{body} credits this category only with a passed learning check, and its pass mark is not known here.")
            return undetermined(unit, reason.format(body=body))
        reason = _("{body} credits this category only with a passed learning check: {correct} of {questions} were right.")
        return refused(unit, reason.format(body=body, correct=self.result.correct, questions=self.result.questions))

    def learning_check_lines(self) -> list[CreditLine]:
        """The line of the passed check, where the body grants points for it. Only ever beside a basis."""
        granted, result = self.demand.accreditation.granted_learning_check, self.result
        if not granted or result is None or not self.is_passed:
            return []
        sentence = _("Learning check passed: {correct} of {questions} questions right, {percent} percent are needed.")
        said = {"correct": result.correct, "questions": result.questions, "percent": self.demand.percent}
        return [line("learning_check", granted, sentence.format(**said))]

    def with_contributions(self, basis: CreditAnswer) -> CreditAnswer:
        """The answer with the points of contributions, which are due to somebody whose attendance earns nothing as well.

        While it is not known what the attendance earns, they wait with it.
        """
        if not self.roles or basis.status == "undetermined":
            return basis
        lines = basis.lines or (line("basis", 0, basis.reason),)
        return determined(basis.unit, [*lines, self._speaker_line()])

    def _speaker_line(self) -> CreditLine:
        number, each = len(self.roles), self.demand.accreditation.granted_speaker or Decimal(0)
        sentence = ngettext("{n} contribution: {roles}.", "{n} contributions: {roles}.", number)
        roles = ", ".join(str(ContributionRole(role).label) for role in self.roles)
        return line("speaker", each * number, sentence.format(n=number, roles=roles))


def extras_of(registration: Registration, demand: Demand) -> Extras:
    """What the registration has to show. No query where its learning checks and contributions are prefetched."""
    results: Iterable[LearningCheckResult] = registration.learning_checks.all() if demand.counts else ()
    contributions = registration.contributions.all() if demand.accreditation.granted_speaker else ()
    return Extras(
        demand=demand,
        result=demand.best(results),
        roles=tuple(sorted(contribution.role for contribution in contributions)),
    )
