"""Whether one can register for an event now, and how that is said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.domain.errors import RegistrationError
from training.domain.queries import with_profession
from training.domain.seating.plan import SeatPlan, plans_of
from training.domain.seating.words import free_in_shares, free_sentence, taken_for
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


def availability(event: Event, *, profession: str | None = None, now: datetime | None = None) -> Availability:
    """What a person who comes now can expect, of that profession where one is given; two queries."""
    return availabilities([event], profession=profession, now=now)[event.pk]


def availabilities(
    events: Iterable[Event], *, profession: str | None = None, now: datetime | None = None
) -> dict[int, Availability]:
    """The answer for each event by its key; two queries, however many events."""
    now = now or timezone.now()
    events = list(events)
    plans = plans_of([event.pk for event in events], now=now)
    waiting = _waiting([event.pk for event in events])
    return {
        event.pk: _answer(event, plans.get(event.pk), waiting.get(event.pk, Counter()), profession, now) for event in events
    }


def _waiting(keys: Iterable[int]) -> dict[int, Counter[str]]:
    """How many wait for each event, by profession."""
    rows = with_profession(Registration.objects.filter(event__in=list(keys), state=RegistrationState.WAITING))
    found: dict[int, Counter[str]] = {}
    for key, profession, number in rows.order_by().values_list("event", "profession").annotate(Count("pk")):
        found.setdefault(key, Counter())[profession] = number
    return found


def _answer(event: Event, plan: SeatPlan | None, waiting: Counter[str], profession: str | None, now: datetime) -> Availability:
    left = _left(event, plan, waiting, now) if plan else []
    if plan and profession is not None:
        left = [seats for seats in plan.open_to(profession) if seats in left]
    free, queue = sum(seats.free for seats in left), waiting.total()
    state = _state(event, free, now)
    sentence = _sentence(event, state, free, queue)
    if plan and plan.shares:
        sentence = _sentence_of_shares(plan, left, state, profession) or sentence
    return Availability(state=state, free=free, waiting=queue, sentence=sentence)


def _left(event: Event, plan: SeatPlan, waiting: Iterable[str], now: datetime) -> list[SeatClass]:
    """The classes in which a newcomer may sit now: those with free seats that do not belong to somebody who waits."""
    return plan.left_by(waiting if waiting_come_first(event, now=now) else ())


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


def places_for_newcomers(event: Event, plan: SeatPlan, profession: str) -> list[SeatClass]:
    """Where somebody of that profession who comes now may sit: the cheap look before writing, one query at most.

    A seat that somebody who waits may take is not for newcomers; one kept for others than those who wait is.
    """
    free = plan.free_for(profession)
    if not free or not waiting_come_first(event, now=plan.now):
        return free
    left = plan.left_by(_waiting([event.pk]).get(event.pk, ()))
    return [seats for seats in free if seats in left]


def check_open(event: Event, *, now: datetime) -> None:
    """Raises RegistrationError with the sentence that says why nobody can register now. No query."""
    state = _state(event, 1, now)
    if state != AvailabilityState.OPEN:
        raise RegistrationError(_sentence(event, state, 0, 0))


def at(moment: datetime, event: Event) -> str:
    """Date and time as people at the event's place read it, in the active language."""
    return date_format(moment.astimezone(ZoneInfo(event.time_zone)), "DATETIME_FORMAT")


def full_sentence(event: Event, plan: SeatPlan, profession: str) -> str:
    """Why nobody of that profession gets a seat when there is no waiting list either."""
    with_shares = _sentence_of_shares(plan, [], AvailabilityState.FULL, profession) if plan.shares else ""
    return with_shares or _sentence(event, AvailabilityState.FULL, 0, 0)


def _sentence_of_shares(plan: SeatPlan, left: list[SeatClass], state: AvailabilityState, profession: str | None) -> str:
    """What is to be said of an event with shares instead of the usual sentence, if anything is."""
    if state == AvailabilityState.OPEN and profession is None:
        return free_in_shares(plan, left)
    if profession is None or state not in {AvailabilityState.FULL_WAITING, AvailabilityState.FULL}:
        return ""
    if state == AvailabilityState.FULL_WAITING:
        return f"{taken_for(plan, profession)} {_('You can put yourself on the waiting list.')}"
    return f"{taken_for(plan, profession)} {_('There is no waiting list. Please look for another date.')}"


def _sentence(event: Event, state: AvailabilityState, free: int, waiting: int) -> str:
    match state:
        case AvailabilityState.OPEN:
            return free_sentence(free)
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
