"""Entries of credits as they should stand, beside those that stand: what was granted, for whom, and what has changed since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias, cast

from django.utils.translation import gettext as _

from plugins.api import CreditAnswer, CreditFacts, CreditUnit
from plugins.credit_rules import determined, line, refused, undetermined
from plugins.registry import credit_schemes
from training.domain.credits.extras import Extras, extras_of
from training.domain.credits.facts import write_facts
from training.domain.learning_check.demands import Demand
from training.enums import AccreditationStatus
from training.models import Accreditation, CreditEntry, Registration

HOURS = "hours"
"""The one scheme that is awarded without anybody's grant."""
Rule: TypeAlias = Callable[..., tuple[CreditFacts, CreditAnswer]]
SAID = ("assessment", "contributions", "grant")
"""What an entry keeps of its reasons beside the sessions."""
SAID_BY_SOME = ("granted_learning_check", "granted_speaker", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An entry as it should stand, with the one that stands now. ``facts`` can be read back and computed again."""

    registration: Registration
    accreditation: Accreditation | None
    scheme: str
    answer: CreditAnswer
    facts: Mapping[str, Any]
    current: CreditEntry | None

    @property
    def differs(self) -> bool:
        """Whether attendance, check, contributions, grant or answer have changed. New wording or profession have not."""
        entry, answer = self.current, self.answer
        if entry is None:
            return True
        was = (entry.scheme, entry.status, entry.amount, entry.unit, *_compared(entry.facts))
        return was != (self.scheme, answer.status, answer.amount, answer.unit, *_compared(self.facts))

    def entry(self, *, now: datetime) -> CreditEntry:
        """The entry, not written yet; one that stood before is corrected by it and stays as it was."""
        provided = credit_schemes().get(self.scheme)
        return CreditEntry(
            registration=self.registration,
            accreditation=self.accreditation,
            body=self.accreditation.body if self.accreditation else "",
            scheme=self.scheme,
            plugin=provided.plugin if provided else "",
            plugin_version=provided.version if provided else "",
            status=self.answer.status,
            amount=self.answer.amount,
            unit=self.answer.unit,
            facts=self.facts,
            lines=[asdict(line) | {"amount": str(line.amount)} for line in self.answer.lines],
            reason=self.answer.reason,
            corrects=self.current,
            created_at=now,
        )


def entries_due(
    registration: Registration,
    accreditations: Iterable[Accreditation],
    *,
    standing: Iterable[CreditEntry],
    facts: CreditFacts,
    hours: CreditAnswer,
    is_recorded: bool,
    rule: Rule,
    demands: Mapping[int, Demand],
) -> Iterable[Due]:
    """The hours of a registration and its credits of every grant. What was awarded before is due again, to be taken back.

    ``is_recorded`` says whether attendance is recorded for all of its sessions; ``rule`` asks a published rule by its key;
    ``demands`` is what each body asks of the learning check.
    """
    current = {entry.accreditation_id: entry for entry in standing}
    yield Due(
        registration=registration,
        accreditation=None,
        scheme=HOURS,
        answer=hours,
        facts=write_facts(facts),
        current=current.get(None),
    )
    for accreditation in accreditations:
        if accreditation.status == AccreditationStatus.GRANTED or accreditation.pk in current:
            extras = extras_of(registration, demands[accreditation.pk])
            own_facts = replace(  # a grant is computed by no rule
                facts, category=accreditation.category or None, assessment=extras.assessment, parameters={}
            )
            own_facts, answer = _granted(accreditation, own_facts, is_recorded=is_recorded, rule=rule, extras=extras)
            yield Due(
                registration=registration,
                accreditation=accreditation,
                scheme=accreditation.scheme,
                answer=answer,
                facts=write_facts(own_facts) | said_of(accreditation, extras),
                current=current.get(accreditation.pk),
            )


def _granted(
    accreditation: Accreditation, facts: CreditFacts, *, is_recorded: bool, rule: Rule, extras: Extras
) -> tuple[CreditFacts, CreditAnswer]:
    """What a grant gives for taking part, for a passed learning check and for contributions, if it holds.

    The facts come back as they were answered, with the parameters of the rule if it was asked.
    """
    unit = cast(CreditUnit, accreditation.unit)
    if not accreditation.holds or accreditation.granted is None:
        reason = _("{body} has not granted credits, or its grant no longer holds.")
        return facts, refused(unit, reason.format(body=accreditation.body))
    if not is_recorded:
        return facts, undetermined(
            unit, _("Attendance is not recorded for every session yet. Ask the organiser to complete it.")
        )
    asked, answer = _attended(accreditation, facts, rule=rule, extras=extras)
    return asked, extras.with_contributions(answer)


def _attended(
    accreditation: Accreditation, facts: CreditFacts, *, rule: Rule, extras: Extras
) -> tuple[CreditFacts, CreditAnswer]:
    """The granted amount for complete attendance, with that for the learning check, else nothing or a part of it."""
    if hindrance := extras.hindrance():
        return facts, hindrance
    if missed := sum(session.minutes - session.attended for session in facts.sessions):
        return _in_part(accreditation, facts, missed=missed, rule=rule)
    basis = line("basis", accreditation.granted or 0, _("Granted by {body}.").format(body=accreditation.body))
    return facts, determined(cast(CreditUnit, accreditation.unit), [basis, *extras.learning_check_lines()])


def _compared(facts: Mapping[str, Any]) -> tuple[object, ...]:
    """The facts whose change is a reason to correct an entry, whatever it earns. All have sessions, the rest is of some."""
    return facts["sessions"], *map(facts.get, SAID)


def said_of(accreditation: Accreditation, extras: Extras) -> dict[str, Any]:
    """Result, roles of contributions and notice as they are kept with an award; contributions only where there are any."""
    said = {"assessment": asdict(extras.assessment) if extras.assessment else None, "grant": _notice(accreditation)}
    return said | ({"contributions": list(extras.roles)} if extras.roles else {})


def _in_part(accreditation: Accreditation, facts: CreditFacts, *, missed: int, rule: Rule) -> tuple[CreditFacts, CreditAnswer]:
    """What is left of a grant for somebody who missed some minutes: never more than granted."""
    unit, granted = cast(CreditUnit, accreditation.unit), accreditation.granted or Decimal(0)
    provided = credit_schemes().get(accreditation.scheme)
    if provided is None or not provided.value.pro_rata:
        reason = _("{body} grants its credits for complete attendance; {missed} minutes are missing.")
        return facts, refused(unit, reason.format(body=accreditation.body, missed=missed))
    asked, answer = rule(accreditation.scheme, facts, unit=unit)
    if answer.amount is None or answer.amount <= granted:
        return asked, answer
    over = line("cap", granted - answer.amount, _("{body} granted no more than this.").format(body=accreditation.body))
    return asked, determined(unit, [*answer.lines, over])


def _notice(accreditation: Accreditation) -> dict[str, Any]:
    """What the body's notice says, as it is kept with an award; what only some notices say only where it is said."""
    granted, granted_on = accreditation.granted, accreditation.granted_on
    more = {name: getattr(accreditation, name) for name in SAID_BY_SOME}
    return {
        "body": accreditation.body,
        "status": accreditation.status,
        "granted": None if granted is None else f"{granted:.2f}",
        "granted_on": granted_on.isoformat() if granted_on else None,
        "reference": accreditation.reference,
    } | {
        name: f"{said:.2f}" if isinstance(said, Decimal) else said.isoformat()
        for name, said in more.items()
        if said is not None
    }
