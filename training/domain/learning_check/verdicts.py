"""What a learning check and its results mean to each body, for those who read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.credit_rules import is_passed
from training.domain.accrediting.accreditation import grants_of
from training.domain.learning_check.demands import Demand, demands_of
from training.domain.learning_check.grading import Shape, best, needed, shape_in
from training.enums import AccreditationStatus
from training.models import Event, LearningCheck, LearningCheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one body asks of the check as it is written now. ``needed`` is how many questions have to be right, if known."""

    demand: Demand
    shape: Shape
    lacking: list[str]
    needed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What somebody's results mean to one body that granted credits. ``result`` is the one that serves best there."""

    demand: Demand
    result: LearningCheckResult | None
    lacking: list[str]
    is_passed: bool


def standings_of(event: Event, shape: Shape) -> list[Standing]:
    """For each body whose answer is still open or yes, whether a check of this shape is what it asks for. Two queries."""
    accreditations = event.accreditations.exclude(status__in=AccreditationStatus.ended).order_by("body")
    demands = demands_of(event, accreditations, hooks=event.hooks)
    return [standing(demand, shape) for demand in demands.values()]


def standing(demand: Demand, shape: Shape) -> Standing:
    mark = needed(shape.questions, percent=demand.percent) if demand.percent else None
    return Standing(demand=demand, shape=shape, lacking=demand.shortcomings(shape), needed=mark)


def granted_demands(event: Event) -> list[Demand]:
    """What those bodies ask that have granted something which depends on the check. Two queries."""
    demands = demands_of(event, grants_of(event), hooks=event.hooks)
    return [demand for demand in demands.values() if demand.counts]


def verdicts_on(results: Iterable[LearningCheckResult], demands: Iterable[Demand], shape: Shape) -> list[Verdict]:
    """What the results mean to each body. What the check lacks of its rule is said of the best result, else of the check."""
    taken = list(results)
    return [_verdict(demand, demand.best(taken), shape) for demand in demands]


def reaches_own_mark(check: LearningCheck, results: Iterable[LearningCheckResult]) -> bool | None:
    """Whether the best result reaches the mark that the office named; None where it named none, or nothing was taken."""
    result = best(results)
    if check.pass_percent is None or result is None:
        return None
    return is_passed(result.assessment, percent=check.pass_percent)


def _verdict(demand: Demand, result: LearningCheckResult | None, shape: Shape) -> Verdict:
    judged = shape_in(result) if result else shape
    return Verdict(demand=demand, result=result, lacking=demand.shortcomings(judged), is_passed=demand.is_passed(result))
