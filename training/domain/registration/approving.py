"""Approving and refusing those whose registration waits for it."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.admission import (
    seat_by_hand,
)
from training.domain.errors import RegistrationError
from training.domain.queries import active_registration
from training.domain.seating import seats
from training.domain.seating.waiting_list import promote
from training.domain.transitions import TransitionRefused, current, move
from training.enums import RegistrationState
from training.models import Registration


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
