"""Where what a body wants and how an event is planned do not fit: told to the organiser, who decides; nothing is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plugins.api import AccreditationPlan, AskedBody, CreditScheme, SeatShare
from plugins.api.plans import AccreditationState
from plugins.credit_rules import is_in_force
from plugins.isolation import PluginBroke, blaming
from plugins.registry import Provided, credit_schemes
from training.enums import AccreditationStatus, EventState
from training.models import Accreditation, Event, SeatClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What does not fit for one body, and what to do, in a sentence."""

    accreditation: Accreditation
    sentence: str


def conflicts_of(event: Event, accreditations: Iterable[Accreditation] | None = None, *, now: datetime) -> list[Conflict]:
    """What does not fit, body by body; two queries, one where the ``accreditations`` of the event are given.

    Asked are the schemes in force on the day of the event. One that fails is named with a sentence, and the failure recorded.
    Nothing is said of an event that is over or called off.
    """
    rows = list(event.accreditations.order_by("pk")) if accreditations is None else list(accreditations)
    known = credit_schemes()
    asked = [row for row in rows if row.status not in AccreditationStatus.ended and row.scheme in known]
    if not asked or event.state == EventState.CANCELLED or event.end <= now:
        return []
    classes = list(event.seat_classes.order_by("pk"))
    return [
        Conflict(accreditation=row, sentence=sentence)
        for row in asked
        for sentence in _ask(known[row.scheme], _plan(event, row, rows, classes), event)
    ]


def _plan(event: Event, asked: Accreditation, rows: Iterable[Accreditation], classes: Iterable[SeatClass]) -> AccreditationPlan:
    return AccreditationPlan(
        category=asked.category,
        status=cast(AccreditationState, str(asked.status)),
        seats=sum(seats.capacity for seats in classes),
        shares=tuple(
            SeatShare(professions=tuple(seats.professions), seats=seats.capacity, is_cap=not seats.overflow)
            for seats in classes
            if seats.professions
        ),
        professions=tuple(event.professions),
        sectors=tuple(event.sectors),
        others=tuple(
            AskedBody(body=row.body, scheme=row.scheme, status=cast(AccreditationState, str(row.status)))
            for row in rows
            if row.pk != asked.pk
        ),
    )


def _ask(scheme: Provided[CreditScheme], plan: AccreditationPlan, event: Event) -> list[str]:
    rule = scheme.value.conflicts
    if rule is None or not is_in_force(scheme.value, event.day_of(event.start)):
        return []
    try:
        with blaming(scheme.plugin):
            return _sentences(rule(plan))
    except PluginBroke:
        sentence = _("Whether the event is planned as “{scheme}” wants it could not be checked. Ask the body.")
        return [sentence.format(scheme=scheme.value.label)]


def _sentences(found: object) -> list[str]:
    """The sentences of an answer; a translation that waits to be shown is one. Raises TypeError for anything else."""
    if isinstance(found, str | Promise) or not isinstance(found, Iterable):
        raise TypeError(f"conflicts() gave {type(found).__name__} instead of sentences")
    said = [str(one) if isinstance(one, Promise) else one for one in found]
    if not all(isinstance(one, str) and one.strip() for one in said):
        raise TypeError("conflicts() gave something that is no sentence")
    return said
