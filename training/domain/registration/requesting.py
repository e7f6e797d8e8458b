"""The anonymous form: a request holds a seat for half an hour, until the code sent by mail is entered."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from training.domain.admission import (
    Answers,
    EventFull,
    book,
    check_room,
    checked_choice,
    create,
)
from training.domain.numbers import GivenNumber, give_numbers
from training.domain.queries import booked_sessions
from training.domain.rules import check_rules
from training.domain.seating import seats
from training.domain.seating.availability import check_open, places_for_newcomers
from training.domain.seating.plan import plan_of
from training.domain.seating.reseating import reseat
from training.domain.seating.seats import NoSeat
from training.domain.seating.waiting_list import promote
from training.domain.transitions import Outdated, current, touch
from training.enums import RegistrationState, WaitingListMode
from training.models import Event, Registration, Session

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
