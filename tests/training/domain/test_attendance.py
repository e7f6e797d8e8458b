from datetime import timedelta

import pytest

from tests import factories
from training.domain import attendance
from training.domain.attendance import AttendanceError
from training.enums import AttendanceMethod
from training.models import Attendance, AttendanceCorrection, SessionBooking

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(0))


@pytest.fixture
def session(event):
    return event.sessions.get()


def test_minutes_are_recorded_and_replaced(event, session, now):
    registration = factories.registration(event)
    attendance.mark(registration, session, minutes=90, now=now)
    again = attendance.mark(registration, session, minutes=45, now=now)
    assert (again.minutes, Attendance.objects.count()) == (45, 1)
    assert attendance.attended_minutes(registration) == 45


def test_absent_is_recorded_too_and_can_be_taken_back(event, session, now):
    registration = factories.registration(event)
    assert attendance.mark(registration, session, minutes=0, now=now).minutes == 0
    attendance.record(session, minutes={registration.pk: None}, now=now)
    assert not Attendance.objects.exists()


def test_what_is_replaced_or_taken_back_is_kept_as_a_correction(event, session, now):
    registration, staff, later = factories.registration(event), factories.staff(), now + timedelta(hours=1)
    attendance.mark(registration, session, minutes=90, now=now)
    attendance.mark(registration, session, minutes=90, now=later)
    assert not AttendanceCorrection.objects.exists()
    attendance.mark(registration, session, minutes=45, by=staff, now=later)
    attendance.record(session, minutes={registration.pk: None}, now=later)
    kept = AttendanceCorrection.objects.order_by("pk").values_list("was", "became", "corrected_by", "corrected_at")
    assert list(kept) == [(90, 45, staff.pk, later), (45, None, None, later)]


@pytest.mark.parametrize("minutes", [-1, 91])
def test_minutes_outside_the_session_are_refused(event, session, now, minutes):
    with pytest.raises(AttendanceError, match="Enter a number from 0 to 90"):
        attendance.mark(factories.registration(event), session, minutes=minutes, now=now)


@pytest.mark.parametrize("state", ["waiting", "pending", "cancelled"])
def test_only_confirmed_people_are_recorded(event, session, now, state):
    registration = factories.registration(event, state=state, holds_seat=False)
    with pytest.raises(AttendanceError, match="confirmed place"):
        attendance.mark(registration, session, minutes=90, now=now)


def test_people_of_another_event_are_refused(event, session, region, now):
    stranger = factories.registration(factories.event(region))
    with pytest.raises(AttendanceError, match="confirmed place"):
        attendance.mark(stranger, session, minutes=90, now=now)


def test_all_means_those_expected_of_whom_nothing_is_known(event, session, now):
    late, other = factories.registration(event), factories.registration(event)
    factories.registration(event, state="waiting", holds_seat=False)
    attendance.mark(late, session, minutes=30, now=now)
    assert attendance.mark_all(session, now=now) == 1
    assert dict(Attendance.objects.values_list("registration", "minutes")) == {late.pk: 30, other.pk: 90}


def test_in_a_choice_only_those_who_chose_the_session_are_expected(event, now):
    slot = factories.slot(event, "Run 1")
    chosen, other = factories.session(slot, title="A"), factories.session(slot, title="B")
    registration = factories.registration(event)
    SessionBooking.objects.create(registration=registration, session=chosen, slot=slot)
    assert list(attendance.expected(chosen)) == [registration]
    assert list(attendance.expected(other)) == []
    with pytest.raises(AttendanceError, match="confirmed place in “B”"):
        attendance.mark(registration, other, minutes=90, now=now)


@pytest.mark.parametrize("count", [1, 3])
def test_a_whole_list_is_recorded_in_a_fixed_number_of_queries(event, session, now, django_assert_num_queries, count):
    people = [factories.registration(event) for _person in range(count)]
    gone = factories.registration(event)
    attendance.mark(gone, session, minutes=10, now=now)
    minutes = {registration.pk: 60 for registration in people} | {gone.pk: None}
    with django_assert_num_queries(9):  # savepoint and commit, who is expected (2), what is known, correct, take back, record
        assert attendance.record(session, minutes=minutes, now=now) == count + 1
    assert Attendance.objects.count() == count


def test_what_did_not_change_keeps_who_recorded_it_and_when(event, session, now):
    registration = factories.registration(event)
    attendance.mark(registration, session, minutes=60, now=now)
    assert attendance.record(session, minutes={registration.pk: 60}, now=now + timedelta(minutes=5)) == 0
    assert Attendance.objects.get().recorded_at == now


def test_how_it_was_recorded_changes_with_the_minutes_only(event, session, now):
    registration = factories.registration(event)
    assert attendance.mark(registration, session, minutes=90, method=AttendanceMethod.SCAN, now=now).method == "scan"
    assert attendance.mark(registration, session, minutes=90, now=now).method == "scan"
    assert attendance.mark(registration, session, minutes=45, now=now).method == "list"


def test_one_wrong_entry_records_nothing(event, session, now):
    right, wrong = factories.registration(event), factories.registration(event)
    with pytest.raises(AttendanceError):
        attendance.record(session, minutes={right.pk: 60, wrong.pk: 600}, now=now)
    assert not Attendance.objects.exists()


def test_nothing_is_recorded_before_the_day_or_for_a_cancelled_event(event, session, now):
    registration = factories.registration(event)
    with pytest.raises(AttendanceError, match="not taken place yet"):
        attendance.mark(registration, session, minutes=60, now=now - timedelta(days=2))
    event.state = "cancelled"
    event.save()
    session.refresh_from_db()
    with pytest.raises(AttendanceError, match="was cancelled"):
        attendance.mark(registration, session, minutes=60, now=now)
