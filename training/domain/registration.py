"""Registering, changing and leaving. The anonymous form is in ``requests``, moving up in ``waiting_list``."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from training.domain import notices, seats
from training.domain.admission import (
    Answers,
    EventFull,
    admitted_state,
    book,
    check_room,
    checked_choice,
    confirmation,
    create,
    seat_by_hand,
)
from training.domain.availability import (
    Availability,
    AvailabilityState,
    at,
    availabilities,
    availability,
    check_open,
    places_for_newcomers,
    registration_ends,
)
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber
from training.domain.queries import active_registration, booked_sessions
from training.domain.requests import confirm_request, expire_requests, request_registration
from training.domain.rules import RefusedByRules, check_rules
from training.domain.seat_plan import plan_of
from training.domain.seats import NoSeat, SessionFull, reconcile
from training.domain.transitions import Outdated, TransitionRefused, current, move, touch
from training.domain.waiting_list import promote
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Person, Registration, Session

__all__ = [
    "AlreadyRegistered",
    "Answers",
    "Availability",
    "AvailabilityState",
    "EventFull",
    "Outdated",
    "RefusedByRules",
    "RegistrationError",
    "SessionFull",
    "TransitionRefused",
    "approve",
    "availabilities",
    "availability",
    "cancel",
    "cancellation_ends",
    "change_sessions",
    "confirm_request",
    "expire_requests",
    "reconcile",
    "register",
    "reject",
    "request_registration",
    "session_change_ends",
]


class AlreadyRegistered(RegistrationError):
    """The person has a registration for the event, with another choice of sessions. ``registration`` is the one."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        super().__init__(_("You have registered for this event already. You can change your choice on your registration page."))


def register(
    event: Event,
    *,
    person: Person,
    answers: Answers,
    sessions: Iterable[Session],
    numbers: Iterable[GivenNumber] = (),
    now: datetime,
    registered_by: AbstractBaseUser | None = None,
) -> Registration:
    """Registers a known person: confirmed, pending approval, or waiting when the event is full; the mail is in the outbox.

    With ``registered_by`` an organiser acts: registration window, plugins' rules, approval and those who wait are passed over,
    and choices may stay open. Sent twice it answers with the same registration; with another choice it raises
    AlreadyRegistered. Raises RefusedByRules, SessionFull or EventFull with nothing written.
    """
    by_hand = registered_by is not None
    if by_hand:
        _check_not_cancelled(event)
    else:
        check_open(event, now=now)
    chosen = checked_choice(event, sessions, complete=not by_hand)
    fields = {
        "person": person,
        "email": person.email or answers.email,
        "answers": answers.as_dict(),
        "numbers": tuple(numbers),
        "registered_by": registered_by,
    }
    with suppress(IntegrityError):  # the other half of a double click was faster
        return _register(event, chosen, by_hand=by_hand, now=now, **fields)
    return _register(event, chosen, by_hand=by_hand, now=now, **fields)


def _register(event: Event, chosen: list[Session], *, by_hand: bool, now: datetime, **fields: Any) -> Registration:
    if existing := active_registration(event, fields["person"]):
        return _same(existing, chosen)
    if not by_hand:
        check_rules(event, answers=fields["answers"], person=fields["person"])
    return _admit(event, chosen, by_hand=by_hand, now=now, **fields)


def _check_not_cancelled(event: Event) -> None:
    if event.state == EventState.CANCELLED:
        raise RegistrationError(_("This event is cancelled. Nobody can be registered for it."))


def _same(existing: Registration, chosen: list[Session]) -> Registration:
    if chosen and set(booked_sessions(existing)) != set(chosen):
        raise AlreadyRegistered(existing)
    return existing


def _admit(event: Event, chosen: list[Session], *, by_hand: bool, now: datetime, **fields: Any) -> Registration:
    profession = fields["answers"].get("profession") or fields["person"].profession
    plan, to = plan_of(event, now=now), admitted_state(event, by_hand=by_hand)
    for place in plan.free_for(profession) if by_hand else places_for_newcomers(event, plan, profession):
        check_room(chosen)
        with suppress(NoSeat):  # sold between reading and taking
            return _enter(event, chosen, to=to, now=now, seat_class=place, **fields)
    if event.waiting_list == WaitingListMode.NONE:
        raise EventFull(event, plan, profession)
    fields |= {"seat_class": plan.home(profession), "waiting_since": now}
    return _enter(event, chosen, to=RegistrationState.WAITING, now=now, **fields)


def _enter(event: Event, chosen: list[Session], *, to: RegistrationState, now: datetime, **fields: Any) -> Registration:
    seated = to in RegistrationState.seated
    with transaction.atomic():
        registration = create(event, chosen, seated=seated, state=to, **confirmation(to, now), **fields)
        notices.send(to.value, registration, now=now)
        if seated:
            seats.take(registration, chosen)
    return registration


def cancel(registration: Registration, *, now: datetime, reason: str = "", by: AbstractBaseUser | None = None) -> Registration:
    """Cancels, gives the seat back, tells the person, and lets the next one move up.

    Without ``by`` the participant acts and the cancellation deadline holds; with ``by`` an organiser does. A registration that
    is cancelled already stays as it is.
    """
    with suppress(Outdated):  # its seat was given to the share of its profession in this moment
        return _cancel(registration, now=now, reason=reason, by=by)
    return _cancel(registration, now=now, reason=reason, by=by)


def _cancel(registration: Registration, *, now: datetime, reason: str, by: AbstractBaseUser | None) -> Registration:
    with transaction.atomic():
        registration = current(registration)
        if registration.state == RegistrationState.CANCELLED:
            return registration
        if by is None:
            _check_may_cancel(registration, now)
        seated = registration.holds_seat
        move(
            registration,
            RegistrationState.CANCELLED,
            now=now,
            holds_seat=False,
            held_until=None,
            cancelled_at=now,
            cancellation_reason=reason,
        )
        if registration.person:
            notices.send("cancelled_by_organiser" if by else "cancelled_by_participant", registration, now=now)
        if seated:
            seats.release(registration)
    promote(registration.event, now=now)
    return registration


def cancellation_ends(registration: Registration) -> datetime:
    """Until when the participant may cancel: whoever is not counted on yet, for example on the waiting list, to the end."""
    event = registration.event
    counted_on = registration.state == RegistrationState.CONFIRMED
    return (event.cancellation_deadline or event.start) if counted_on else event.end


def _check_may_cancel(registration: Registration, now: datetime) -> None:
    event, deadline = registration.event, cancellation_ends(registration)
    if now >= deadline:
        details = {"moment": at(deadline, event), "mail": event.region.contact_email}
        raise RegistrationError(_("You could cancel until %(moment)s. Please write to the office: %(mail)s") % details)


def change_sessions(
    registration: Registration, *, sessions: Iterable[Session], now: datetime, by: AbstractBaseUser | None = None
) -> Registration:
    """Swaps the chosen sessions all at once: if one of the new ones is full, SessionFull is raised and the old ones stay.

    Without ``by`` the participant acts, in time and with a whole choice; with ``by`` an organiser does, at any time.
    A session in which attendance is recorded is not given up.
    """
    with transaction.atomic():
        registration = current(registration)
        _check_may_change(registration, now, by_hand=by is not None)
        chosen = checked_choice(registration.event, sessions, complete=by is None)
        _check_not_attended(registration, keeping=chosen)
        touch(registration, now=now)  # locks the row, so that the old choice read next is the last one
        before = list(booked_sessions(registration))
        registration.bookings.exclude(session__in=chosen).delete()
        book(registration, [session for session in chosen if session not in before])
        if registration.holds_seat:
            seats.swap(before, chosen)
    return registration


def session_change_ends(event: Event) -> datetime:
    """Until when participants may choose other sessions: the close of registration, and the start of the event at least."""
    return min(event.end, max(event.start, registration_ends(event)))


def _check_not_attended(registration: Registration, *, keeping: Iterable[Session]) -> None:
    given_up = registration.bookings.exclude(session__in=keeping).values("session")
    attended = registration.attendances.filter(session__in=given_up).select_related("session").first()
    if attended:
        sentence = _("Attendance is recorded in “%(title)s”. The office can take that back before the session is changed.")
        raise RegistrationError(sentence % {"title": attended.session.title})


def _check_may_change(registration: Registration, now: datetime, *, by_hand: bool) -> None:
    event = registration.event
    if registration.state not in {*RegistrationState.active, RegistrationState.REQUESTED}:
        raise RegistrationError(_("This registration is no longer active, so its sessions cannot be changed."))
    _check_not_cancelled(event)
    deadline = session_change_ends(event)
    if now >= deadline and not by_hand:
        raise RegistrationError(_("Sessions could be changed until %(moment)s.") % {"moment": at(deadline, event)})


def approve(registration: Registration, *, now: datetime, by: AbstractBaseUser | None) -> Registration:
    """Confirms a registration that waits for approval, or admits a rejected one after all if a seat is free."""
    with transaction.atomic():
        registration = current(registration)
        _check_may_approve(registration)
        if not registration.holds_seat:
            return seat_by_hand(registration, RegistrationState.CONFIRMED, kind="confirmed", now=now)
        move(registration, RegistrationState.CONFIRMED, now=now, confirmed_at=now)
        notices.send("confirmed", registration, now=now)
    return registration


def _check_may_approve(registration: Registration) -> None:
    if registration.state not in {RegistrationState.PENDING, RegistrationState.REJECTED}:
        sentence = _("This registration is “%(state)s”, so there is nothing to approve. Please look at it again.")
        raise TransitionRefused(sentence % {"state": registration.get_state_display()})
    other = registration.person and active_registration(registration.event, registration.person)
    if other and other.pk != registration.pk:
        raise RegistrationError(_("This person has registered for this event again. Please look at that registration."))


def reject(registration: Registration, *, now: datetime, by: AbstractBaseUser | None, reason: str) -> Registration:
    """Refuses a registration that waits for approval, tells the person why, and lets the next one move up."""
    with transaction.atomic():
        registration = current(registration)
        move(registration, RegistrationState.REJECTED, now=now, holds_seat=False, cancellation_reason=reason)
        notices.send("rejected", registration, now=now)
        seats.release(registration)
    promote(registration.event, now=now)
    return registration
