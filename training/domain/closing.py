"""Closing the attendance of an event: from then on it changes no more, and credits and reports rest on it.

It is an act of its own beside closing the event, which ends registration: an office closes the attendance first, has the
credits computed, and may take registrations for a later part of the event all the while.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.domain import attendance
from training.domain.credits import runs as award_runs
from training.domain.errors import DomainError
from training.domain.queries import locked
from training.enums import EventState
from training.models import AttendanceReopening, CreditRun, Event


class ClosingError(DomainError):
    """The attendance cannot be closed, or opened again, like this."""


@transaction.atomic
def close_attendance(event: Event, *, count_absent: bool, by: AbstractBaseUser | None, now: datetime) -> CreditRun:
    """Close the attendance and order the credits of everybody. ``count_absent`` records those without a record as absent.

    Raises ClosingError, with nothing changed, when it is closed, when the event was cancelled, has no sessions or has one that
    is still to come, and when somebody is without a record and not to be counted as absent.
    """
    event = locked(event)
    if reason := obstacle(event, now=now):
        raise ClosingError(reason)
    missing = unrecorded(event)
    if missing and not count_absent:
        people = sum(row.missing for row in missing)
        sentence = ngettext(
            "{n} record of attendance is missing. Enter it first, or say that the person was absent.",
            "{n} records of attendance are missing. Enter them first, or say that these people were absent.",
            people,
        )
        raise ClosingError(sentence.format(n=people))
    for row in missing:
        attendance.mark_rest_absent(row.session, by=by, now=now)
    event.attendance_closed_at, event.attendance_closed_by_id = now, by.pk if by else None
    event.save(update_fields=["attendance_closed_at", "attendance_closed_by", "changed_at"])
    return award_runs.start_run(event, by=by, now=now)


@transaction.atomic
def reopen_attendance(event: Event, *, reason: str, by: AbstractBaseUser | None, now: datetime) -> AttendanceReopening:
    """Let the attendance be changed again, for a reason that is kept. Credits stay as they are until it is closed again.

    Raises ClosingError when it is open, or when no reason is given.
    """
    event = locked(event)
    if event.attendance_closed_at is None:
        raise ClosingError(_("The attendance of this event is open. It can be changed as it is."))
    if not reason.strip():
        raise ClosingError(_("Enter the reason, so that everybody who comes later knows why the attendance was changed."))
    reopening = AttendanceReopening.objects.create(
        event=event,
        closed_at=event.attendance_closed_at,
        closed_by_id=event.attendance_closed_by_id,
        reopened_at=now,
        reopened_by_id=by.pk if by else None,
        reason=reason.strip(),
    )
    event.attendance_closed_at = event.attendance_closed_by_id = None
    event.save(update_fields=["attendance_closed_at", "attendance_closed_by", "changed_at"])
    return reopening


def unrecorded(event: Event) -> list[attendance.SessionProgress]:
    """The sessions in which people are still without a record, in the order of the programme."""
    return [row for row in attendance.progress(event) if row.missing]


def obstacle(event: Event, *, now: datetime) -> str:
    """Why the attendance cannot be closed now, with what to do; empty when nothing stands in the way. At most one query."""
    if event.attendance_closed_at:
        return _("The attendance of this event is closed.")
    if event.state == EventState.CANCELLED:
        return _("This event was cancelled, so nobody was present.")
    last = event.sessions.order_by("start", "pk").last()
    if last is None:
        return _("The programme is empty, so there is no attendance to close. Add the sessions that took place first.")
    if last.start > now:
        when = date_format(timezone.localtime(last.start, ZoneInfo(event.time_zone)), "DATETIME_FORMAT")
        sentence = _("“{title}” begins on {when}. Close the attendance when the last session has taken place.")
        return sentence.format(title=last.title, when=when)
    return ""
