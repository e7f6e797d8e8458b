"""The waiting list: first come, first served, each free seat given once."""

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils.translation import gettext as _

from training.domain.admission import admitted_state, seat, seat_by_hand
from training.domain.queries import profession_of, with_profession
from training.domain.seating.availability import promotion_ends
from training.domain.seating.plan import plan_of
from training.domain.seating.reseating import settle
from training.domain.seating.seats import NoSeat
from training.domain.transitions import Outdated, current
from training.enums import EventState, RegistrationState, WaitingListMode
from training.models import Event, Registration


def promote(event: Event, *, now: datetime) -> list[Registration]:
    """Gives free seats to those who wait, longest first, one transaction each; returns who moved up.

    A seat goes to the first who may take it: somebody whose share is full does not hold up the others. Nobody moves unless the
    event's waiting list moves by itself and its time has not ended. Any number of processes may call it at once: the gate lets
    each person move up once and the counter gives each seat once.
    """
    moved: list[Registration] = []
    settle(event, now=now)
    if not _moves_by_itself(event, now):
        return moved
    while candidate := _next(event, now=now):
        with suppress(NoSeat, Outdated):  # another process gave the last seat, or moved this person up
            moved.append(_move_up(candidate, now=now))
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
    """An organiser moves this person up, whoever else waits; refused in words when no seat is free for them."""
    registration = _still_waiting(registration)
    settle(registration.event, now=now)
    return seat_by_hand(registration, RegistrationState.CONFIRMED, kind="promoted", now=now)


def _moves_by_itself(event: Event, now: datetime) -> bool:
    alive = event.state in {EventState.OPEN, EventState.CLOSED}
    return alive and event.waiting_list == WaitingListMode.AUTOMATIC and now < promotion_ends(event)


def _next(event: Event, *, now: datetime) -> Registration | None:
    """Who has waited longest of those for whom a seat is free; two queries."""
    plan = plan_of(event, now=now)
    if not any(seats.free > 0 for seats in plan.classes):
        return None
    waiting = with_profession(Registration.objects.filter(event=event, state=RegistrationState.WAITING))
    in_order = waiting.order_by("waiting_since", "pk").iterator(chunk_size=100)
    return next((registration for registration in in_order if plan.free_for(registration.profession)), None)


def _still_waiting(registration: Registration) -> Registration:
    registration = current(registration)
    if registration.state != RegistrationState.WAITING:
        raise Outdated(_("This person is no longer on the waiting list."))
    return registration


def _move_up(registration: Registration, *, now: datetime) -> Registration:
    registration = _still_waiting(registration)
    event, to = registration.event, admitted_state(registration.event)
    places = plan_of(event, now=now).free_for(profession_of(registration))
    kind = "promoted" if to == RegistrationState.CONFIRMED else "pending"
    return seat(registration, to, places=places, kind=kind, now=now)
