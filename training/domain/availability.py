"""Whether one can register for an event now, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.domain.errors import RegistrationError
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Registration, SeatClass


class AvailabilityState(StrEnum):
    OPEN = "open"
    NOT_YET_OPEN = "not_yet_open"
    CLOSED = "closed"
    FULL_WAITING = "full_waiting"
    FULL = "full"
    CANCELLED = "cancelled"
    PAST = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """One answer for button, list and refusal alike. ``free`` counts seats a newcomer may take now."""

    state: AvailabilityState
    free: int
    waiting: int
    sentence: str

    @property
    def is_open(self) -> bool:
        """Whether the registration form is offered: for a seat or for the waiting list."""
        return self.state in {AvailabilityState.OPEN, AvailabilityState.FULL_WAITING}


def availability(event: Event, *, now: datetime | None = None) -> Availability:
    """What a person who comes now can expect; two queries."""
    return availabilities([event], now=now)[event.pk]


def availabilities(events: Iterable[Event], *, now: datetime | None = None) -> dict[int, Availability]:
    """The answer for each event by its key; two queries, however many events."""
    now = now or timezone.now()
    events = list(events)
    keys = [event.pk for event in events]
    left = Sum(F("capacity") - F("taken"))
    seats = dict(SeatClass.objects.filter(event__in=keys).values_list("event").annotate(left=left))
    waiting = dict(
        Registration.objects.filter(event__in=keys, state=RegistrationState.WAITING).values_list("event").annotate(Count("pk"))
    )
    return {event.pk: _answer(event, seats.get(event.pk, 0), waiting.get(event.pk, 0), now) for event in events}


def _answer(event: Event, free: int, waiting: int, now: datetime) -> Availability:
    newcomers = 0 if waiting and waiting_come_first(event, now=now) else free
    state = _state(event, newcomers, now)
    return Availability(state=state, free=newcomers, waiting=waiting, sentence=_sentence(event, state, newcomers, waiting))


def _state(event: Event, free: int, now: datetime) -> AvailabilityState:
    if event.state == EventState.CANCELLED:
        return AvailabilityState.CANCELLED
    if now >= event.end:
        return AvailabilityState.PAST
    if event.state == EventState.DRAFT or (event.registration_opens and now < event.registration_opens):
        return AvailabilityState.NOT_YET_OPEN
    if event.state == EventState.CLOSED or now >= registration_ends(event):
        return AvailabilityState.CLOSED
    if free:
        return AvailabilityState.OPEN
    return AvailabilityState.FULL if event.waiting_list == WaitingListMode.NONE else AvailabilityState.FULL_WAITING


def registration_ends(event: Event) -> datetime:
    """When registration closes; the start of the event when no time is set."""
    return event.registration_closes or event.start


def promotion_ends(event: Event) -> datetime:
    """Until when free seats go to waiting persons by themselves; the start of the event when no time is set."""
    return event.promotion_ends or event.start


def waiting_come_first(event: Event, *, now: datetime) -> bool:
    """Whether a free seat belongs to those who wait. After the end of moving up it goes to whoever registers."""
    if event.waiting_list == WaitingListMode.AUTOMATIC:
        return now < promotion_ends(event)
    return event.waiting_list == WaitingListMode.MANUAL


def seats_for_newcomers(event: Event, seat_class: SeatClass, *, now: datetime) -> bool:
    """The cheap look before writing: a sold-out event costs one or two reads and no write."""
    if seat_class.free <= 0:
        return False
    if not waiting_come_first(event, now=now):
        return True
    return not Registration.objects.filter(event=event, state=RegistrationState.WAITING).exists()


def check_open(event: Event, *, now: datetime) -> None:
    """Raises RegistrationError with the sentence that says why nobody can register now. No query."""
    state = _state(event, 1, now)
    if state != AvailabilityState.OPEN:
        raise RegistrationError(_sentence(event, state, 0, 0))


def at(moment: datetime, event: Event) -> str:
    """Date and time as people at the event's place read it, in the active language."""
    return date_format(moment.astimezone(ZoneInfo(event.time_zone)), "DATETIME_FORMAT")


def full_sentence(event: Event) -> str:
    """Why nobody gets a seat when there is no waiting list either."""
    return _sentence(event, AvailabilityState.FULL, 0, 0)


def _sentence(event: Event, state: AvailabilityState, free: int, waiting: int) -> str:
    match state:
        case AvailabilityState.OPEN:
            return ngettext("%(free)s seat is free.", "%(free)s seats are free.", free) % {"free": free}
        case AvailabilityState.FULL_WAITING:
            return _full_waiting(waiting)
        case AvailabilityState.FULL:
            return _("This event is full and has no waiting list. Please look for another date.")
        case AvailabilityState.CANCELLED:
            return _("This event is cancelled. Please look for another date.")
        case AvailabilityState.PAST:
            return _("This event is over. Please look for another date.")
        case AvailabilityState.NOT_YET_OPEN:
            return _not_yet_open(event)
        case AvailabilityState.CLOSED:
            ask = {"mail": event.region.contact_email}
            return _("Registration has closed. If you still wish to take part, please ask the office: %(mail)s") % ask


def _full_waiting(waiting: int) -> str:
    if not waiting:
        return _("All seats are taken. You can put yourself on the waiting list.")
    return ngettext(
        "All seats are taken and %(waiting)s person is waiting. You can put yourself on the waiting list.",
        "All seats are taken and %(waiting)s persons are waiting. You can put yourself on the waiting list.",
        waiting,
    ) % {"waiting": waiting}


def _not_yet_open(event: Event) -> str:
    if not event.registration_opens or event.state == EventState.DRAFT:
        return _("Registration has not opened yet.")
    return _("Registration opens on %(moment)s.") % {"moment": at(event.registration_opens, event)}
