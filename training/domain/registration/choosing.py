"""Choosing other sessions."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.admission import (
    book,
    check_not_cancelled,
    checked_choice,
)
from training.domain.errors import RegistrationError
from training.domain.queries import booked_sessions
from training.domain.seating import seats
from training.domain.seating.availability import (
    at,
    registration_ends,
)
from training.domain.transitions import current, touch
from training.enums import RegistrationState
from training.models import Event, Registration, Session


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
    check_not_cancelled(event)
    deadline = session_change_ends(event)
    if now >= deadline and not by_hand:
        raise RegistrationError(_("Sessions could be changed until %(moment)s.") % {"moment": at(deadline, event)})
