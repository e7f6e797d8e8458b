"""How somebody comes in: with a seat, to the approval, or to the waiting list."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber, give_numbers
from training.domain.plugin_events import announce
from training.domain.queries import booked_sessions, choice_slots, profession_of
from training.domain.seating import seats
from training.domain.seating.availability import full_sentence
from training.domain.seating.plan import SeatPlan, plan_of
from training.domain.seating.seats import NoSeat
from training.domain.transitions import Outdated, current, move
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Registration, SeatClass, Session, SessionBooking, Slot

QUESTIONS = "questions"
"""Where the answers to plugins' questions are, among the answers stored with a registration."""


class NoSeatByHand(RegistrationError):
    """An organiser wants to give a person a seat, and none that this person may take is free."""

    def __init__(self, registration: Registration) -> None:
        sentence = _("No seat is free. Please raise the number of seats first.")
        if registration.event.seat_classes.exclude(professions="").exists():
            sentence = _("No seat is free for this person's profession. Please change the seats of the event first.")
        super().__init__(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the registration form asks. ``questions`` are those of plugins, by their key; one left empty is not among them."""

    name: str
    email: str
    profession: str = ""
    organisation: str = ""
    district: str = ""
    language: str = ""
    remarks: str = ""
    questions: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is stored with the registration."""
        return asdict(self)


class EventFull(RegistrationError):
    """No seat is free for the profession, and there is no waiting list."""

    def __init__(self, event: Event, plan: SeatPlan, profession: str) -> None:
        super().__init__(full_sentence(event, plan, profession))


def check_not_cancelled(event: Event) -> None:
    """Raises RegistrationError for an event that was called off."""
    if event.state == EventState.CANCELLED:
        raise RegistrationError(_("This event is cancelled. Nobody can be registered for it."))


def checked_choice(event: Event, sessions: Iterable[Session], *, complete: bool = True) -> list[Session]:
    """The chosen sessions as they are now, one per slot with a choice; raises RegistrationError in words otherwise.

    A slot whose sessions are all full asks for nothing, so that a full forum never keeps anybody from the event.
    ``complete`` false lets slots stay open, for registrations an organiser makes by hand.
    """
    slots = choice_slots(event)
    wanted = {session.pk for session in sessions}
    chosen = {slot: [session for session in slot.sessions.all() if session.pk in wanted] for slot in slots}
    if sum(map(len, chosen.values())) != len(wanted):
        raise RegistrationError(_("Please choose only from the sessions offered here."))
    for slot, picks in chosen.items():
        _check_slot(slot, picks, complete=complete)
    return [session for picks in chosen.values() for session in picks]


def _check_slot(slot: Slot, picks: list[Session], *, complete: bool) -> None:
    if len(picks) > 1:
        raise RegistrationError(_("Please choose only one session in “%(slot)s”.") % {"slot": slot.label})
    if complete and not picks and any(seats.has_room(session) for session in slot.sessions.all()):
        raise RegistrationError(_("Please choose a session in “%(slot)s”.") % {"slot": slot.label})


def check_room(sessions: Iterable[Session]) -> None:
    """The cheap look before writing: raises SessionFull for a session that was full when it was read."""
    for session in sessions:
        if not seats.has_room(session):
            raise seats.SessionFull(session)


def create(
    event: Event, sessions: list[Session], *, seated: bool, numbers: Iterable[GivenNumber] = (), **fields: Any
) -> Registration:
    """Writes a registration with its choice and numbers, first thing in its transaction. No seat is counted yet.

    Of one that is confirmed at once, plugins hear when the transaction commits.
    """
    registration = Registration.objects.create(event=event, holds_seat=seated, **fields)
    book(registration, sessions)
    give_numbers(registration, numbers)
    if registration.state == RegistrationState.CONFIRMED:
        announce("registration_confirmed", registration)
    return registration


def book(registration: Registration, sessions: Iterable[Session]) -> None:
    """Writes the choice; the counters are another matter (``seats``)."""
    SessionBooking.objects.bulk_create(
        SessionBooking(registration=registration, session=session, slot_id=session.slot_id) for session in sessions
    )


def admitted_state(event: Event, *, by_hand: bool = False) -> RegistrationState:
    """What a seat leads to: approval where the event asks for it, unless an organiser acts."""
    return RegistrationState.PENDING if event.needs_approval and not by_hand else RegistrationState.CONFIRMED


def seat(
    registration: Registration, to: RegistrationState, *, places: Iterable[SeatClass], kind: str, now: datetime, **fields: Any
) -> Registration:
    """Gives a stored registration without a seat one in the first of the places that still has one, and sends the mail.

    ``kind`` is the kind of mail. A chosen session that has become full is given up: the person comes in and is told to
    choose again. Raises NoSeat, or Outdated when the registration is not in the state in which it was read.
    """
    for place in places:
        with suppress(NoSeat), transaction.atomic():
            stored = current(registration)
            if stored.state != registration.state:
                raise Outdated(_("This registration has been changed a moment ago. Please look at it again."))
            _seat(stored, to, place=place, now=now, **fields)
            notices.send(kind, stored, now=now)
            return stored
    raise NoSeat


def seat_by_hand(registration: Registration, to: RegistrationState, *, kind: str, now: datetime) -> Registration:
    """As ``seat``, for an organiser, who passes over those who wait; refused in words when no seat is free for the person."""
    places = plan_of(registration.event, now=now).free_for(profession_of(registration))
    try:
        return seat(registration, to, places=places, kind=kind, now=now)
    except NoSeat:
        raise NoSeatByHand(registration) from None


def _seat(registration: Registration, to: RegistrationState, *, place: SeatClass, now: datetime, **fields: Any) -> None:
    seated = {"holds_seat": True, "held_until": None, "seat_class": place}
    move(registration, to, now=now, **seated, **confirmation(to, now), **fields)
    seats.take_event_seat(registration)
    for session in booked_sessions(registration):
        if not seats.take_session(session):
            registration.bookings.filter(session=session).delete()


def confirmation(state: RegistrationState, now: datetime) -> dict[str, Any]:
    """The moment of confirmation, where the state is one."""
    return {"confirmed_at": now} if state == RegistrationState.CONFIRMED else {}


def wait(registration: Registration, *, now: datetime, **fields: Any) -> None:
    """Puts a stored registration on the waiting list, in the caller's transaction; raises EventFull if there is none."""
    event, profession = registration.event, profession_of(registration)
    plan = plan_of(event, now=now)
    if event.waiting_list == WaitingListMode.NONE:
        raise EventFull(event, plan, profession)
    home = plan.home(profession)
    move(registration, RegistrationState.WAITING, now=now, waiting_since=now, held_until=None, seat_class=home, **fields)
    notices.send("waiting", registration, now=now)
