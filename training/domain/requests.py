"""The anonymous form: a request holds a seat for half an hour, until the code sent by mail is entered."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

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
    seat,
    wait,
)
from training.domain.availability import check_open, places_for_newcomers
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber, give_numbers, keep_by_choice
from training.domain.queries import active_registration, booked_sessions
from training.domain.reseating import reseat
from training.domain.rules import check_rules
from training.domain.seat_plan import plan_of
from training.domain.seats import NoSeat
from training.domain.transitions import Outdated, current, move, touch
from training.domain.waiting_list import promote
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Person, Registration, Session

HOLD = timedelta(minutes=30)
"""How long a seat is held for a code that is on its way: longer than a mail takes, shorter than a seat should lie idle."""


def request_registration(
    event: Event, *, answers: Answers, sessions: Iterable[Session], numbers: Iterable[GivenNumber] = (), now: datetime
) -> Registration:
    """Keeps the answers and holds a seat until ``held_until``, or none (``holds_seat`` False) when the event is full.

    The same mail address again updates its open request instead of taking a second seat. Raises RefusedByRules, SessionFull,
    or EventFull when there is no waiting list either, with nothing written. Rules are asked here and not again with the code.
    """
    check_open(event, now=now)
    chosen = checked_choice(event, sessions)
    check_rules(event, answers=answers.as_dict())
    given = tuple(numbers)
    with suppress(IntegrityError, Outdated):  # the other half of a double click was faster
        return _keep(event, chosen, answers=answers, numbers=given, now=now)
    return _keep(event, chosen, answers=answers, numbers=given, now=now)


def _keep(
    event: Event, chosen: list[Session], *, answers: Answers, numbers: Iterable[GivenNumber], now: datetime
) -> Registration:
    if open_request := _open_request(event, answers.email):
        return _update(open_request, chosen, answers=answers, numbers=numbers, now=now)
    return _create(event, chosen, answers=answers, numbers=numbers, now=now)


def _open_request(event: Event, email: str) -> Registration | None:
    open_requests = Registration.objects.filter(event=event, state=RegistrationState.REQUESTED, email__iexact=email)
    return open_requests.select_related("event", "seat_class").first()


def _create(
    event: Event, chosen: list[Session], *, answers: Answers, numbers: Iterable[GivenNumber], now: datetime
) -> Registration:
    plan = plan_of(event, now=now)
    fields: dict[str, Any] = {
        "state": RegistrationState.REQUESTED,
        "email": answers.email,
        "answers": answers.as_dict(),
        "numbers": numbers,
        "held_until": now + HOLD,
    }
    for place in places_for_newcomers(event, plan, answers.profession):
        check_room(chosen)
        with suppress(NoSeat), transaction.atomic():  # sold between reading and taking
            registration = create(event, chosen, seated=True, seat_class=place, **fields)
            seats.take(registration, chosen)
            return registration
    if event.waiting_list == WaitingListMode.NONE:
        raise EventFull(event, plan, answers.profession)
    with transaction.atomic():
        return create(event, chosen, seated=False, seat_class=plan.home(answers.profession), **fields)


def _update(
    registration: Registration, chosen: list[Session], *, answers: Answers, numbers: Iterable[GivenNumber], now: datetime
) -> Registration:
    registration = _fitting(registration, answers.profession, now=now)
    with transaction.atomic():
        registration = current(registration)
        touch(registration, now=now, answers=answers.as_dict(), held_until=now + HOLD)
        give_numbers(registration, numbers)
        before = list(booked_sessions(registration))
        registration.bookings.exclude(session__in=chosen).delete()
        book(registration, [session for session in chosen if session not in before])
        if registration.holds_seat:
            seats.swap(before, chosen)
    return registration


def _fitting(registration: Registration, profession: str, *, now: datetime) -> Registration:
    """The request with a seat that the profession may take: the one it holds, another, or none when none is free."""
    plan = plan_of(registration.event, now=now)
    if not registration.holds_seat or registration.seat_class in plan.open_to(profession):
        return registration
    for place in places_for_newcomers(registration.event, plan, profession):
        with suppress(NoSeat):  # sold between reading and taking
            return reseat(registration, place, now=now)
    if registration.event.waiting_list == WaitingListMode.NONE:
        raise EventFull(registration.event, plan, profession)
    with transaction.atomic():
        touch(registration, now=now, holds_seat=False)
        seats.release(registration)
    promote(registration.event, now=now)
    return registration


def change_address(registration: Registration, *, email: str, now: datetime) -> Registration:
    """Moves an open request to another mail address, with its answers and its seat, before any code has proved the old one.

    Call it only for whoever made the request. If the new address has an open request of its own, this one stays as it is.
    """
    with transaction.atomic():
        registration = current(registration)
        taken = _open_request(registration.event, email)
        if registration.state == RegistrationState.REQUESTED and taken is None:
            touch(registration, now=now, email=email, answers=registration.answers | {"email": email})
    return registration


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
