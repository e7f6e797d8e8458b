"""The waiting list: first come, first served, each free seat given once."""

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.admission import admitted_state, seat
from training.domain.availability import promotion_ends
from training.domain.errors import RegistrationError
from training.domain.seats import NoSeat
from training.domain.transitions import Outdated, current
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Registration


def promote(event: Event, *, now: datetime) -> list[Registration]:
    """Gives free seats to those who wait, longest first, one transaction each; returns who moved up.

    Does nothing unless the event's waiting list moves by itself and its time has not ended. Any number of processes may
    call it at once: the gate lets each person move up once and the counter gives each seat once.
    """
    moved: list[Registration] = []
    if not _moves_by_itself(event, now):
        return moved
    with suppress(NoSeat):  # another process gave the last one
        while candidate := _next(event):
            with suppress(Outdated):  # another process moved this person up
                moved.append(_move_up(candidate, by_hand=False, now=now))
    return moved


def promote_everywhere(*, now: datetime) -> int:
    """Promotes in every event that has free seats and persons waiting: for seats that were freed by raising a number."""
    events = Event.objects.filter(
        waiting_list=WaitingListMode.AUTOMATIC,
        end__gt=now,
        registrations__state=RegistrationState.WAITING,
        seat_classes__taken__lt=F("seat_classes__capacity"),
    )
    return sum(len(promote(event, now=now)) for event in events.distinct())


def move_up(registration: Registration, *, now: datetime, by: AbstractBaseUser | None = None) -> Registration:
    """An organiser moves this person up, whoever else waits; refused in words when no seat is free."""
    try:
        return _move_up(registration, by_hand=True, now=now)
    except NoSeat:
        raise RegistrationError(_("No seat is free. Please raise the number of seats first.")) from None


def _moves_by_itself(event: Event, now: datetime) -> bool:
    alive = event.state in {EventState.OPEN, EventState.CLOSED}
    return alive and event.waiting_list == WaitingListMode.AUTOMATIC and now < promotion_ends(event)


def _next(event: Event) -> Registration | None:
    waiting = Registration.objects.filter(event=event, state=RegistrationState.WAITING)
    return waiting.filter(seat_class__taken__lt=F("seat_class__capacity")).order_by("waiting_since", "pk").first()


def _move_up(registration: Registration, *, by_hand: bool, now: datetime) -> Registration:
    with transaction.atomic():
        registration = current(registration)
        if registration.state != RegistrationState.WAITING:
            raise Outdated(_("This person is no longer on the waiting list."))
        to = admitted_state(registration.event, by_hand=by_hand)
        seat(registration, to, now=now)
        notices.send("promoted" if to == RegistrationState.CONFIRMED else "pending", registration, now=now)
    return registration
