"""The only writer of the counters of seats. Each change of a counter is the last step of its transaction.

``Registration.holds_seat`` is the truth about which registrations count; ``SeatClass.taken`` and ``Session.taken`` repeat
it so that a seat is taken by one conditional UPDATE. Counters are always touched in the same order, the seat class first
and then sessions, both by ascending key: on PostgreSQL any other order deadlocks. Where a seat may be taken in several
classes, each is tried in a transaction of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils.translation import gettext as _

from training.domain.errors import RegistrationError
from training.domain.queries import booked_sessions
from training.models import Event, Registration, SeatClass, Session


class NoSeat(Exception):
    """The last seat went to somebody else. Never shown: whoever catches it offers the waiting list or refuses."""


class SessionFull(RegistrationError):
    """The chosen session has no free seat; no seat of the event was taken either."""

    def __init__(self, session: Session) -> None:
        self.session = session
        sentence = _("“%(title)s” is full. Please choose another session in “%(slot)s”. You have not been given a seat yet.")
        super().__init__(sentence % {"title": session.title, "slot": session.slot.label})


HAS_ROOM = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))


def has_room(session: Session) -> bool:
    """Whether the session had a free seat when it was read."""
    return session.capacity is None or session.taken < session.capacity


def take(registration: Registration, sessions: Iterable[Session]) -> None:
    """Takes a seat of the event and one in each session, or raises NoSeat or SessionFull: the caller rolls back."""
    take_event_seat(registration)
    for session in sorted(sessions, key=lambda session: session.pk):
        if not take_session(session):
            raise SessionFull(session)


def take_event_seat(registration: Registration) -> None:
    """Takes a seat of the registration's class, or raises NoSeat."""
    _take_class_seat(registration.seat_class_id)


def _take_class_seat(key: int) -> None:
    if not SeatClass.objects.filter(pk=key, taken__lt=F("capacity")).update(taken=F("taken") + 1):
        raise NoSeat


def take_session(session: Session) -> bool:
    """Takes a seat in the session; False when it is full."""
    return bool(Session.objects.filter(HAS_ROOM, pk=session.pk).update(taken=F("taken") + 1))


def release(registration: Registration) -> None:
    """Gives back the seat and the session seats. Call it after the move that ends ``holds_seat``, in its transaction."""
    _release_class_seat(registration.seat_class_id)
    for session in booked_sessions(registration):
        _release_session(session.pk)


# A counter that is wrong must not keep anybody from leaving: it stays at 0, and ``reconcile`` reports it.
def _release_class_seat(key: int) -> None:
    SeatClass.objects.filter(pk=key, taken__gt=0).update(taken=F("taken") - 1)


def _release_session(key: int) -> None:
    Session.objects.filter(pk=key, taken__gt=0).update(taken=F("taken") - 1)


def swap_class(old: int, new: SeatClass) -> None:
    """Gives the seat back in the old class, by its key, and takes one in the new, or raises NoSeat: the caller rolls back."""
    for key in sorted({old, new.pk}):
        if key == new.pk:
            _take_class_seat(key)
        else:
            _release_class_seat(key)


def swap(old: Iterable[Session], new: Iterable[Session]) -> None:
    """Gives the old session seats back and takes the new ones, or raises SessionFull: the caller rolls back."""
    before, after = ({session.pk: session for session in sessions} for sessions in (old, new))
    for key in sorted(before.keys() ^ after.keys()):
        if key in before:
            _release_session(key)
        elif not take_session(after[key]):
            raise SessionFull(after[key])


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A counter that does not say how many registrations hold a seat."""

    event: str
    counter: str
    taken: int
    rows: int


def reconcile(events: Event | QuerySet[Event]) -> list[Drift]:
    """Compares the counters of one or many events with their rows; two queries, each of which sees one moment."""
    wanted: Iterable[Event] = [events] if isinstance(events, Event) else events
    held = Count(Case(When(registrations__holds_seat=True, then="registrations")))
    booked = Count(Case(When(bookings__registration__holds_seat=True, then="bookings")))
    classes = SeatClass.objects.filter(event__in=wanted).annotate(rows=held)
    sessions = Session.objects.filter(event__in=wanted).annotate(rows=booked)
    return [*_drifts(classes, "seats"), *_drifts(sessions, "session")]


def _drifts(counters: QuerySet[Any], name: str) -> list[Drift]:
    wrong = counters.exclude(taken=F("rows")).select_related("event").order_by("pk")
    return [Drift(event=row.event.code, counter=f"{name} {row.pk}", taken=row.taken, rows=row.rows) for row in wrong]
