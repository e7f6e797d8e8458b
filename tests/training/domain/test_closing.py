"""Closing the attendance: what stands in its way, what it records, and that nothing changes afterwards without a reason."""

from datetime import timedelta

import pytest

from tests import factories
from tests.training.domain.awarding import credits_of
from training.domain import attendance
from training.domain.attendance import AttendanceError
from training.domain.closing import ClosingError, close_attendance, reopen_attendance, unrecorded
from training.domain.credits.runs import progress_of
from training.enums import AttendanceMethod, RegistrationState
from training.models import Attendance, AttendanceReopening, CreditEntry, CreditRun, SessionBooking

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=-2))


@pytest.fixture
def session(event):
    return event.sessions.get()


@pytest.fixture
def staff(region):
    return factories.staff()


def closed(event, now, **fields):
    run = close_attendance(event, count_absent=False, by=None, now=now, **fields)
    event.refresh_from_db()
    return run


def test_closing_says_who_and_when_and_computes_the_credits(event, staff, now):
    registration = factories.attended(factories.registration(event))
    run = close_attendance(event, count_absent=False, by=staff, now=now)
    event.refresh_from_db()
    assert (event.attendance_closed_at, event.attendance_closed_by_id) == (now, staff.pk)
    run.refresh_from_db()
    assert (run.started_by_id, run.people, run.worked, run.written) == (staff.pk, 1, 1, 1)
    assert progress_of(run).is_finished
    assert [entry.amount for entry in credits_of(registration)] == [2]


def test_whoever_is_without_a_record_is_asked_about_and_nothing_is_closed(event, session, now):
    factories.attended(factories.registration(event))
    factories.registration(event)
    assert [(row.session, row.missing, row.expected) for row in unrecorded(event)] == [(session, 1, 2)]
    with pytest.raises(ClosingError, match="1 record of attendance is missing"):
        closed(event, now)
    event.refresh_from_db()
    assert (event.attendance_closed_at, CreditRun.objects.exists()) == (None, False)


def test_a_record_of_somebody_who_is_no_longer_expected_makes_up_for_nobody(event, session, now):
    gone = factories.attended(factories.registration(event))
    type(gone).objects.filter(pk=gone.pk).update(state=RegistrationState.CANCELLED)
    factories.attended(factories.registration(event))
    factories.registration(event)
    assert [(row.session, row.recorded, row.expected, row.missing) for row in unrecorded(event)] == [(session, 1, 2, 1)]
    with pytest.raises(ClosingError, match="1 record of attendance is missing"):
        closed(event, now)


def test_a_record_in_a_session_left_for_another_makes_up_for_nobody(event, now):
    slot = factories.slot(event, "Choice")
    left, taken = factories.session(slot), factories.session(slot)
    changed_mind, without_record = factories.registration(event), factories.registration(event)
    SessionBooking.objects.create(registration=changed_mind, slot=slot, session=taken)
    SessionBooking.objects.create(registration=without_record, slot=slot, session=left)
    for session in event.sessions.all():
        Attendance.objects.create(registration=changed_mind, session=session, minutes=90, recorded_at=now)
    assert [(row.session, row.recorded, row.expected) for row in unrecorded(event)] == [
        (event.sessions.first(), 1, 2),
        (left, 0, 1),
    ]


def test_those_without_a_record_are_recorded_as_absent_when_it_is_said(event, session, staff, now):
    present = factories.attended(factories.registration(event))
    absent = factories.registration(event)
    factories.grant(event)
    close_attendance(event, count_absent=True, by=staff, now=now)
    record = absent.attendances.get()
    assert (record.minutes, record.method, record.recorded_by_id) == (0, AttendanceMethod.CLOSING, staff.pk)
    assert present.attendances.get().minutes == session.minutes
    assert [entry.status for entry in credits_of(absent)] == ["determined", "refused"]


def test_an_event_is_not_closed_before_its_last_session_has_begun(event, now):
    late = factories.slot(event, "Evening", after=timedelta(days=5))
    factories.session(late, title="Looking back")
    with pytest.raises(ClosingError, match="“Looking back” begins on"):
        closed(event, now)


def test_without_sessions_there_is_nothing_to_close(event, now):
    event.sessions.all().delete()
    with pytest.raises(ClosingError, match="programme is empty"):
        closed(event, now)


def test_a_cancelled_event_has_no_attendance_to_close(event, now):
    event.state = "cancelled"
    event.save()
    with pytest.raises(ClosingError, match="cancelled"):
        closed(event, now)


def test_it_is_closed_once(event, now):
    closed(event, now)
    with pytest.raises(ClosingError, match="is closed"):
        closed(event, now)
    assert CreditRun.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda registration, session, now: attendance.mark(registration, session, minutes=10, now=now),
        lambda registration, session, now: attendance.record(session, minutes={registration.pk: None}, now=now),
        lambda registration, session, now: attendance.mark_all(session, now=now),
    ],
)
def test_a_closed_attendance_is_changed_by_nobody_and_says_how_to_open_it(event, session, now, change):
    registration = factories.attended(factories.registration(event))
    closed(event, now)
    with pytest.raises(AttendanceError, match="“Open the attendance again”"):
        change(registration, session, now)
    assert registration.attendances.get().minutes == session.minutes


def test_opened_again_for_a_reason_it_is_corrected_and_closed_again_by_new_entries(event, session, staff, now):
    registration = factories.attended(factories.registration(event))
    closed(event, now)
    (first,) = credits_of(registration)
    later = now + timedelta(days=1)
    reopen_attendance(event, reason=" A list was found. ", by=staff, now=later)
    kept = AttendanceReopening.objects.get()
    assert (kept.closed_at, kept.reopened_at, kept.reopened_by_id, kept.reason) == (now, later, staff.pk, "A list was found.")
    attendance.mark(registration, session, minutes=45, now=later)
    assert credits_of(registration) == [first]
    event.refresh_from_db()
    closed(event, later)
    (second,) = credits_of(registration)
    assert (second.amount, second.corrects, CreditEntry.objects.count()) == (1, first, 2)


def test_it_is_not_opened_without_a_reason_nor_when_it_is_open(event, now):
    with pytest.raises(ClosingError, match="is open"):
        reopen_attendance(event, reason="Why not", by=None, now=now)
    closed(event, now)
    with pytest.raises(ClosingError, match="Enter the reason"):
        reopen_attendance(event, reason="  ", by=None, now=now)
    event.refresh_from_db()
    assert event.attendance_closed_at == now
