"""Who was present in which session, and for how many minutes. Marking attendance issues nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from training.domain.errors import DomainError
from training.domain.queries import confirmed, locked
from training.enums import AttendanceMethod, EventState, RegistrationState
from training.models import Attendance, AttendanceCorrection, Event, Registration, Session


class AttendanceError(DomainError):
    """The attendance cannot be recorded like this."""


def expected(session: Session) -> QuerySet[Registration]:
    """The confirmed registrations that belong in a session: all of the event's, or those that chose it among several."""
    everybody = confirmed(session.event_id)
    side_by_side = Session.objects.filter(slot=session.slot_id).count()
    return everybody.filter(bookings__session=session) if side_by_side > 1 else everybody


def mark(
    registration: Registration,
    session: Session,
    *,
    minutes: int,
    method: AttendanceMethod = AttendanceMethod.LIST,
    by: AbstractBaseUser | None = None,
    now: datetime,
) -> Attendance:
    """Record the minutes one person was present in a session, 0 for absent; what was recorded before is replaced.

    Raises AttendanceError when the person is not expected there, or the minutes are not within the session's.
    """
    record(session, minutes={registration.pk: minutes}, method=method, by=by, now=now)
    return Attendance.objects.get(registration=registration, session=session)


@transaction.atomic
def mark_all(session: Session, *, by: AbstractBaseUser | None = None, now: datetime) -> int:
    """Record everyone expected, of whom nothing is recorded yet, as present for the whole session; return how many."""
    return record(session, minutes=dict.fromkeys(_unrecorded(session), session.minutes), by=by, now=now)


@transaction.atomic
def mark_rest_absent(session: Session, *, by: AbstractBaseUser | None = None, now: datetime) -> int:
    """Record everyone expected, of whom nothing is recorded, as absent, as it is said at the closing; return how many."""
    minutes = dict.fromkeys(_unrecorded(session), 0)
    return record(session, minutes=minutes, method=AttendanceMethod.CLOSING, by=by, now=now)


@transaction.atomic
def record(
    session: Session,
    *,
    minutes: Mapping[int, int | None],
    method: AttendanceMethod = AttendanceMethod.LIST,
    by: AbstractBaseUser | None = None,
    now: datetime,
) -> int:
    """Record the minutes of many registrations, given by their keys, in a fixed number of queries; None takes a record back.

    Who recorded it, how and when, changes only where the minutes do; what is replaced or taken back is kept as a correction.
    Returns how many records changed. Raises AttendanceError and then records nothing.
    """
    _check_session(session, now=now)
    _check_minutes(session, minutes)
    known = dict(session.attendances.filter(registration__in=minutes).values_list("registration", "minutes"))
    changed = {pk: value for pk, value in minutes.items() if value != known.get(pk)}
    corrected = {pk: (known[pk], value) for pk, value in changed.items() if pk in known}
    _keep_corrections(session, corrected, by=by, now=now)
    cleared = [pk for pk, value in changed.items() if value is None]
    if cleared:
        session.attendances.filter(registration__in=cleared).delete()
    told = {"method": method, "recorded_by_id": by.pk if by else None, "recorded_at": now}
    Attendance.objects.bulk_create(
        (
            Attendance(registration_id=pk, session=session, minutes=value, **told)
            for pk, value in changed.items()
            if value is not None
        ),
        update_conflicts=True,
        unique_fields=["registration", "session"],
        update_fields=["minutes", "method", "recorded_by", "recorded_at"],
    )
    return len(changed)


def _unrecorded(session: Session) -> Iterable[int]:
    return expected(session).exclude(attendances__session=session).values_list("pk", flat=True)


def _keep_corrections(
    session: Session, corrected: Mapping[int, tuple[int, int | None]], *, by: AbstractBaseUser | None, now: datetime
) -> None:
    AttendanceCorrection.objects.bulk_create(
        AttendanceCorrection(
            registration_id=pk, session=session, was=was, became=became, corrected_by_id=by.pk if by else None, corrected_at=now
        )
        for pk, (was, became) in corrected.items()
    )


def _check_session(session: Session, *, now: datetime) -> None:
    """The event is locked, so that nothing is recorded beside its closing."""
    event = locked(session.event_id)
    if event.state == EventState.CANCELLED:
        raise AttendanceError(_("This event was cancelled, so nobody was present."))
    if event.attendance_closed_at:
        raise AttendanceError(
            _("The attendance of this event is closed. To change it, choose “Open the attendance again” and give a reason.")
        )
    if event.day_of(now) < event.day_of(session.start):
        raise AttendanceError(_("This session has not taken place yet. Attendance can be recorded from its day on."))


def _check_minutes(session: Session, minutes: Mapping[int, int | None]) -> None:
    for value in minutes.values():
        if value is not None and not 0 <= value <= session.minutes:
            raise AttendanceError(
                _("“{title}” has {most} minutes. Enter a number from 0 to {most}.").format(
                    title=session.title, most=session.minutes
                )
            )
    marked = {pk for pk, value in minutes.items() if value is not None}
    if marked.difference(expected(session).filter(pk__in=marked).values_list("pk", flat=True)):
        raise AttendanceError(
            _("Only people with a confirmed place in “{title}” can be recorded. Confirm the registration first.").format(
                title=session.title
            )
        )


def attended_minutes(registration: Registration) -> int:
    """The minutes the person was present, summed over all sessions."""
    return registration.attendances.aggregate(total=Sum("minutes"))["total"] or 0


@dataclass(frozen=True, slots=True)
class SessionProgress:
    """How far the attendance of one session is recorded: ``expected`` people, of whom ``recorded`` have an entry.

    Somebody with an entry who is no longer expected makes up for nobody.
    """

    session: Session
    expected: int
    recorded: int

    @property
    def missing(self) -> int:
        """How many are without an entry."""
        return self.expected - self.recorded


def progress(event: Event) -> list[SessionProgress]:
    """The sessions of an event in the order of the programme, each with how much of its attendance is recorded; 4 queries."""
    is_confirmed = Q(attendances__registration__state=RegistrationState.CONFIRMED)
    is_chosen = Q(attendances__registration__bookings__session=F("pk"))
    sessions = event.sessions.select_related("slot").annotate(
        recorded=Count("attendances", filter=is_confirmed, distinct=True),
        recorded_of_chosen=Count("attendances", filter=is_confirmed & is_chosen, distinct=True),
    )
    parallel = Counter(session.slot_id for session in sessions)
    everybody = confirmed(event)
    chosen = Counter(everybody.exclude(bookings=None).values_list("bookings__session", flat=True))
    everyone = everybody.count()
    return [
        SessionProgress(session, chosen[session.pk], session.recorded_of_chosen)
        if parallel[session.slot_id] > 1
        else SessionProgress(session, everyone, session.recorded)
        for session in sorted(sessions, key=lambda session: (session.start, session.slot_id, session.pk))
    ]
