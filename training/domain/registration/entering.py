"""Somebody known registers, or an organiser registers somebody."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.admission import (
    Answers,
    EventFull,
    admitted_state,
    check_not_cancelled,
    check_room,
    checked_choice,
    confirmation,
    create,
)
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber
from training.domain.queries import active_registration, booked_sessions
from training.domain.rules import check_rules
from training.domain.seating import seats
from training.domain.seating.availability import (
    check_open,
    places_for_newcomers,
)
from training.domain.seating.plan import plan_of
from training.domain.seating.seats import NoSeat
from training.enums import RegistrationState, WaitingListMode
from training.models import Event, Person, Registration, Session


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
        check_not_cancelled(event)
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
