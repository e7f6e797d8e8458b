"""Leaving: the seat goes to the next."""

from contextlib import suppress
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from training.domain import notices
from training.domain.errors import RegistrationError
from training.domain.seating import seats
from training.domain.seating.availability import (
    at,
)
from training.domain.seating.waiting_list import promote
from training.domain.transitions import Outdated, current, move
from training.enums import RegistrationState
from training.models import Registration


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
