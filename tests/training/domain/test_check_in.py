from datetime import timedelta

import pytest
from django.utils import translation

from tests import factories
from training.domain import attendance
from training.domain.attendance import AttendanceError
from training.domain.check_in import MOST, Outcome, admit, check_in, find, move_here, presence, take_back
from training.domain.errors import RegistrationError
from training.domain.numbers import give_numbers
from training.domain.registration import cancel
from training.domain.scanned import read
from training.models import Attendance, SessionBooking

pytestmark = pytest.mark.django_db
EFN, OTHER = "802760020090329", "812760000000007"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    return factories.asks_for_efn(factories.event(region, starts_in=timedelta(0)))


@pytest.fixture
def session(event):
    return event.sessions.get()


@pytest.fixture
def desk():
    return factories.staff()


def numbered(event, number=EFN, **fields):
    made = factories.registration(event, **fields)
    give_numbers(made, read(event, number).given({"de_efn"}))
    return made


def scan(session, by, now, number=EFN):
    return check_in(session, read(session.event, number), by=by, now=now)


def test_a_scan_records_the_person_for_the_whole_session(event, session, desk, now):
    registration = numbered(event)
    answer = scan(session, desk, now, f"]A0*{EFN}*\r")
    entry = Attendance.objects.get()
    assert (answer.outcome, answer.registration, answer.entry) == (Outcome.CAME_IN, registration, entry)
    assert (entry.minutes, entry.method, entry.recorded_by, entry.recorded_at) == (90, "scan", desk, now)


def test_a_second_scan_changes_nothing_and_tells_the_first(event, session, desk, now):
    numbered(event)
    scan(session, desk, now)
    again = scan(session, None, now + timedelta(minutes=5))
    assert (again.outcome, again.entry.recorded_at, Attendance.objects.get().recorded_by) == (Outcome.KNOWN, now, desk)


def test_minutes_entered_by_hand_stay_and_somebody_marked_absent_comes_in(event, session, desk, now):
    partly, absent = numbered(event), numbered(event, OTHER)
    attendance.mark(partly, session, minutes=45, now=now)
    attendance.mark(absent, session, minutes=0, now=now)
    assert [scan(session, desk, now, number).outcome for number in (EFN, OTHER)] == [Outcome.KNOWN, Outcome.CAME_IN]
    assert dict(Attendance.objects.values_list("registration", "minutes")) == {partly.pk: 45, absent.pk: 90}


def test_a_number_nobody_gave_records_nobody(event, session, desk, now):
    factories.registration(event)
    answer = scan(session, desk, now)
    assert (answer.outcome, answer.registration, Attendance.objects.count()) == (Outcome.UNKNOWN, None, 0)


def test_a_number_that_two_have_given_records_neither(event, session, desk, now):
    both = [numbered(event), numbered(event)]
    answer = scan(session, desk, now)
    assert (answer.outcome, list(answer.people), Attendance.objects.count()) == (Outcome.SEVERAL, both, 0)


@pytest.mark.parametrize("state", ["pending", "waiting", "rejected"])
def test_whoever_has_no_confirmed_place_is_not_recorded(event, session, desk, now, state):
    registration = numbered(event, state=state, holds_seat=False)
    answer = scan(session, desk, now)
    assert (answer.outcome, answer.registration, Attendance.objects.count()) == (Outcome.NOT_CONFIRMED, registration, 0)


def test_whoever_has_cancelled_is_found_by_name_only(event, session, desk, now):
    registration = numbered(event)
    cancel(registration, now=now - timedelta(days=1))
    assert scan(session, desk, now).outcome == Outcome.UNKNOWN
    assert admit(registration, session, by=desk, now=now).outcome == Outcome.NOT_CONFIRMED


@pytest.fixture
def forums(event):
    slot = factories.slot(event, "Run 1")
    return [factories.session(slot, title=f"Forum {letter}", capacity=5) for letter in "AB"]


def choose(registration, session):
    SessionBooking.objects.create(registration=registration, session=session, slot=session.slot)
    type(session).objects.filter(pk=session.pk).update(taken=1)


def test_whoever_chose_another_session_is_recorded_there_or_moved(event, forums, desk, now):
    registration, (chosen, here) = numbered(event), forums
    choose(registration, chosen)
    answer = scan(here, desk, now)
    assert (answer.outcome, answer.chosen, answer.entry) == (Outcome.ELSEWHERE, chosen, None)
    there = admit(registration, chosen, scanned=read(event, EFN), by=desk, now=now)
    assert (there.entry.session, there.entry.method) == (chosen, "scan")
    assert scan(here, desk, now).entry == there.entry
    with pytest.raises(RegistrationError, match="Attendance is recorded in “Forum A”"):
        move_here(registration, here, by=desk, now=now)
    assert take_back(registration, chosen, by=desk, now=now)
    moved = move_here(registration, here, scanned=read(event, EFN), by=desk, now=now)
    assert (moved.outcome, moved.entry.session, moved.entry.method) == (Outcome.CAME_IN, here, "scan")
    assert list(registration.bookings.values_list("session", flat=True)) == [here.pk]


def test_moving_somebody_leaves_their_other_choices(event, forums, desk, now):
    other_run = factories.session(factories.slot(event, "Run 2", after=timedelta(hours=4)), title="Forum C")
    factories.session(other_run.slot, title="Forum D")
    registration, (chosen, here) = numbered(event), forums
    for session in (chosen, other_run):
        choose(registration, session)
    move_here(registration, here, by=desk, now=now)
    assert set(registration.bookings.values_list("session", flat=True)) == {here.pk, other_run.pk}


def test_whoever_chose_nothing_yet_belongs_nowhere(event, forums, desk, now):
    numbered(event)
    answer = scan(forums[0], desk, now)
    assert (answer.outcome, answer.chosen) == (Outcome.ELSEWHERE, None)


def test_into_a_full_session_nobody_is_moved(event, forums, desk, now):
    type(forums[1]).objects.filter(pk=forums[1].pk).update(capacity=0)
    registration = numbered(event)
    with pytest.raises(RegistrationError):
        move_here(registration, forums[1], by=desk, now=now)
    assert Attendance.objects.count() == 0


def test_found_by_name_the_record_is_no_scan_and_the_number_is_stored_by_choice(event, session, desk, now):
    with_number, without = factories.registration(event), factories.registration(event)
    answer = admit(with_number, session, scanned=read(event, EFN), keep=["de_efn"], by=desk, now=now)
    admit(without, session, scanned=read(event, OTHER), by=desk, now=now)
    assert (answer.kept, answer.entry.method) == (["de_efn"], "list")
    assert [[number.reveal() for number in one.numbers.all()] for one in (with_number, without)] == [[EFN], []]


def test_a_number_that_was_given_before_is_not_replaced_at_the_door(event, session, desk, now):
    registration = numbered(event, OTHER)
    answer = admit(registration, session, scanned=read(event, EFN), keep=["de_efn"], by=desk, now=now)
    assert (answer.outcome, answer.kept, answer.unkept) == (Outcome.CAME_IN, [], ["de_efn"])
    assert registration.numbers.get().reveal() == OTHER


def test_the_same_act_again_finds_its_own_number(event, session, desk, now):
    registration = factories.registration(event)
    for _twice in range(2):
        answer = admit(registration, session, scanned=read(event, EFN), keep=["de_efn"], by=desk, now=now)
    assert (answer.outcome, answer.kept, answer.unkept) == (Outcome.KNOWN, [], [])


def test_nobody_is_stored_a_number_for_who_is_not_in(event, session, desk, now):
    waiting = factories.registration(event, state="waiting", holds_seat=False)
    admit(waiting, session, scanned=read(event, EFN), keep=["de_efn"], by=desk, now=now)
    assert waiting.numbers.count() == 0


def test_a_record_is_taken_back_once(event, session, desk, now):
    registration = numbered(event)
    scan(session, desk, now)
    assert [take_back(registration, session, by=desk, now=now) for _twice in range(2)] == [True, False]
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "days", "sentence"), [("cancelled", 0, "was cancelled"), ("open", -1, "not taken place yet")]
)
def test_what_attendance_refuses_check_in_refuses(event, session, desk, now, state, days, sentence):
    registration = numbered(event)
    attendance.mark(registration, session, minutes=0, now=now)
    type(event).objects.update(state=state)
    session.refresh_from_db()
    for act in (scan, lambda *details: take_back(registration, session, by=desk, now=details[-1])):
        with pytest.raises(AttendanceError, match=sentence):
            act(session, desk, now + timedelta(days=days))
    assert Attendance.objects.get().minutes == 0


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("muller", ["Änne Müller"]),
        ("MÜLLER anne", ["Änne Müller"]),
        ("sørensen", ["Bo Sørensen"]),
        ("e", ["Änne Müller", "Bo Sørensen"]),
        ("nobody", []),
        ("  ", []),
    ],
)
def test_a_name_is_found_by_its_parts_whatever_case_and_accents(event, typed, names):
    for name in ("Bo Sørensen", "Änne Müller"):
        factories.registration(event, factories.person(name))
    assert [row.person.name for row in find(event, typed)] == names


def test_of_one_name_confirmed_people_come_first_and_not_more_than_a_screen(event, region):
    waiting = factories.registration(event, factories.person("Kim A"), state="waiting", holds_seat=False)
    confirmed = factories.registration(event, factories.person("Kim Z"))
    factories.registration(factories.event(region), factories.person("Kim Elsewhere"))
    assert find(event, "kim") == [confirmed, waiting]
    for _more in range(MOST):
        factories.registration(event, factories.person("Kim B"), state="waiting", holds_seat=False)
    assert (len(find(event, "kim")), find(event, "kim")[0]) == (MOST, confirmed)


@pytest.mark.parametrize("people", [1, 3])
def test_who_is_in_takes_four_queries_and_shows_the_last_first(event, session, now, people, django_assert_num_queries):
    rows = [factories.registration(event) for _one in range(people)]
    absent = factories.registration(event)
    for minute, row in enumerate(rows):
        attendance.mark(row, session, minutes=90, now=now + timedelta(minutes=minute))
    attendance.mark(absent, session, minutes=0, now=now)
    with django_assert_num_queries(4):
        seen = presence(session)
        assert [entry.registration.person for entry in seen.latest] == [row.person for row in reversed(rows)]
    assert (seen.present, seen.expected) == (people, people + 1)
