"""The learning check of an event as a body is told of it beforehand."""

from dataclasses import dataclass

from plugins.runtime import hooks_for
from training.domain.learning_check.demands import demands_of
from training.domain.learning_check.grading import Shape, shape_of
from training.models import Accreditation, LearningCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """``percent`` is the body's pass mark, None where nobody names one; ``shortcomings`` what the check lacks of its rule."""

    title: str
    shape: Shape
    percent: int | None
    shortcomings: tuple[str, ...]


def announced_to(accreditation: Accreditation) -> Announced | None:
    """The event's check as this body asks for it, None where there is none. One query without a check, five with one."""
    event = accreditation.event
    check = LearningCheck.objects.filter(event=event).prefetch_related("questions__options").first()
    if check is None:
        return None
    shape = shape_of(check.questions.all())
    demand = demands_of(event, [accreditation], hooks=hooks_for(event.region))[accreditation.pk]
    return Announced(title=check.title, shape=shape, percent=demand.percent, shortcomings=tuple(demand.shortcomings(shape)))
