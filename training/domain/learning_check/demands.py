"""What accrediting bodies ask of an event's learning check, by their schemes and the parameters of the region."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plugins.api import LearningCheckRule
from plugins.credit_rules import is_passed
from plugins.registry import credit_schemes
from plugins.runtime import Hooks
from training.domain.credits.asking import parameters_on
from training.domain.learning_check.grading import Shape, best, shape_in
from training.models import Accreditation, Event, LearningCheck, LearningCheckResult

MARK = "pass_percent"
"""The parameter of a scheme that says how many percent of the questions have to be answered rightly."""
NO_RULE = LearningCheckRule(source="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one body asks of the check of one event. ``percent`` is None where neither its rule nor the office names a mark."""

    accreditation: Accreditation
    rule: LearningCheckRule
    percent: int | None

    @property
    def is_needed(self) -> bool:
        """Whether the body credits nothing without a passed check."""
        return self.accreditation.category in self.rule.needed_in

    @property
    def counts(self) -> bool:
        """Whether a passed check changes what the body credits."""
        return self.is_needed or bool(self.accreditation.granted_learning_check)

    @property
    def asks_for_numbers(self) -> bool:
        """Whether its rule says anything of how many questions and answers there are."""
        return bool(self.rule.questions or self.rule.options or self.wants_single_answers)

    @property
    def wants_single_answers(self) -> bool:
        return self.accreditation.category in self.rule.single_answer_in

    def shortcomings(self, shape: Shape) -> list[str]:
        """What the check, or the test a result is of, lacks of the body's rule: a sentence each."""
        return list(_shortcomings(self, shape))

    def best(self, results: Iterable[LearningCheckResult]) -> LearningCheckResult | None:
        """The result that serves best here: of those that fulfil the rule, else of all."""
        taken = list(results)
        return best(result for result in taken if not self.shortcomings(shape_in(result))) or best(taken)

    def is_passed(self, result: LearningCheckResult | None) -> bool:
        """Whether the result fulfils the body's rule and reaches the pass mark. Without a known mark nothing is passed."""
        if result is None or self.percent is None or self.shortcomings(shape_in(result)):
            return False
        return is_passed(result.assessment, percent=self.percent)


def demands_of(event: Event, accreditations: Iterable[Accreditation], *, hooks: Hooks) -> dict[int, Demand]:
    """What each of the event's bodies asks, by the accreditation's key. One query, for the event's check."""
    day = event.day_of(event.start)
    own = LearningCheck.objects.filter(event=event).values_list("pass_percent", flat=True).first()
    demands = {}
    for accreditation in accreditations:
        values = parameters_on(accreditation.scheme, day=day, hooks=hooks)
        mark = values.get(MARK, own)
        demands[accreditation.pk] = Demand(
            accreditation=accreditation, rule=_rule(accreditation), percent=mark if isinstance(mark, int) else None
        )
    return demands


def _rule(accreditation: Accreditation) -> LearningCheckRule:
    provided = credit_schemes().get(accreditation.scheme)
    return (provided.value.learning_check if provided else None) or NO_RULE


def _shortcomings(demand: Demand, shape: Shape) -> Iterator[str]:
    least = demand.rule
    if least.questions and shape.questions < least.questions:
        asked = ngettext("{n} question is needed", "{n} questions are needed", least.questions).format(n=least.questions)
        yield _("{asked}, there are {number}.").format(asked=asked, number=shape.questions)
    if least.options and shape.options < least.options:
        asked = ngettext("Each question needs {n} answer", "Each question needs {n} answers", least.options)
        yield _("{asked} to choose from, one has {number}.").format(asked=asked.format(n=least.options), number=shape.options)
    if demand.wants_single_answers and not shape.has_single_answers:
        yield _("Each question needs exactly one right answer, and one has several.")
