"""What becomes of a request: confirmed with its code, or expired without it."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.admission import (
    admitted_state,
    confirmation,
    seat,
    wait,
)
from training.domain.errors import RegistrationError
from training.domain.numbers import keep_by_choice
from training.domain.queries import active_registration
from training.domain.seating import seats
from training.domain.seating.availability import check_open, places_for_newcomers
from training.domain.seating.plan import plan_of
from training.domain.seating.seats import NoSeat
from training.domain.seating.waiting_list import promote
from training.domain.transitions import Outdated, current, move
from training.enums import EventState, RegistrationState
from training.models import Event, Person, Registration


def confirm_request(registration: Registration, *, person: Person, now: datetime) -> Registration:
    """After the mail code: confirmed, pending approval, or waiting. Call it only with a person whose code was right.

    A late code finds the request expired and gets a seat if one is free, else a place on the waiting list. A person who is
    registered already keeps that registration and the request is closed. Entered twice it answers the same. Raises
    EventFull, or the sentence of a closed window for an expired request; the answers stay in every case.
    """
    with suppress(IntegrityError, Outdated):  # the tick or the other half of a double click was faster
        return _confirm(registration, person, now=now)
    return _confirm(registration, person, now=now)


def _confirm(registration: Registration, person: Person, *, now: datetime) -> Registration:
    registration = current(registration)
    if registration.person_id == person.pk:
        return registration
    _check_may_confirm(registration, now)
    if existing := active_registration(registration.event, person):
        return _close(registration, existing, now=now)
    with transaction.atomic():
        admitted = _admit(registration, person, now=now)
        keep_by_choice(admitted)
    return admitted


def _check_may_confirm(registration: Registration, now: datetime) -> None:
    if registration.state not in {RegistrationState.REQUESTED, RegistrationState.EXPIRED} or registration.person_id:
        raise RegistrationError(_("This request has been dealt with already. Please register again."))
    in_time = registration.state == RegistrationState.REQUESTED and registration.event.state != EventState.CANCELLED
    if not in_time:
        check_open(registration.event, now=now)


def _close(request: Registration, existing: Registration, *, now: datetime) -> Registration:
    with transaction.atomic():
        seated = request.holds_seat
        move(request, RegistrationState.CANCELLED, now=now, holds_seat=False, held_until=None, cancelled_at=now)
        if seated:
            seats.release(request)
    promote(request.event, now=now)
    return existing


def _admit(registration: Registration, person: Person, *, now: datetime) -> Registration:
    event, to = registration.event, admitted_state(registration.event)
    if registration.holds_seat:
        with transaction.atomic():
            registration.person = person
            move(registration, to, now=now, person=person, held_until=None, **confirmation(to, now))
            notices.send(to.value, registration, now=now)
        return registration
    said = registration.answers.get("profession") or person.profession
    places = places_for_newcomers(event, plan_of(event, now=now), said)
    with suppress(NoSeat):  # sold between reading and taking
        return seat(registration, to, places=places, kind=to.value, now=now, person=person)
    with transaction.atomic():
        wait(registration, now=now, person=person)
    return registration


def expire_requests(*, now: datetime) -> int:
    """Ends the requests whose code never came, gives their seats back and lets others move up; returns how many."""
    late = Registration.objects.filter(state=RegistrationState.REQUESTED, held_until__lte=now).order_by("pk")
    expired = 0
    events: dict[int, Event] = {}
    for registration in late:
        with suppress(Outdated):
            event = _expire(registration, now=now)
            events[event.pk] = event
            expired += 1
    for event in events.values():
        promote(event, now=now)
    return expired


def _expire(registration: Registration, *, now: datetime) -> Event:
    with transaction.atomic():
        registration = current(registration)
        if registration.held_until is None or registration.held_until > now:
            raise Outdated(_("The request was renewed a moment ago."))
        seated = registration.holds_seat
        move(registration, RegistrationState.EXPIRED, now=now, holds_seat=False)
        if seated:
            seats.release(registration)
    return registration.event
