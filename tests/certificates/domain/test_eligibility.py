import pytest

from certificates.domain import candidate, candidates, issue, revoke
from tests import factories
from training.enums import EventState, RegistrationState
from training.models import Module, SessionBooking

pytestmark = pytest.mark.django_db


def test_who_attended_every_session_qualifies(attended):
    found = candidate(attended)
    assert (found.obstacle, found.is_due, found.minutes) == ("", True, 90)


def test_without_recorded_attendance_nobody_qualifies(event):
    assert candidate(factories.registration(event)).obstacle == "No attendance is recorded."


def test_attendance_of_zero_minutes_is_no_attendance(event):
    assert candidate(factories.attended(factories.registration(event), minutes=0)).obstacle == "No attendance is recorded."


def test_a_missed_session_is_named(event, attended):
    factories.session(factories.slot(event, "Nachmittag"), title="Fallarbeit")
    assert candidate(attended).obstacle == "A mandatory session was missed: Fallarbeit."


def test_a_missed_optional_session_is_left_out(region, event, attended):
    page = factories.course(region, ("Ausklang", "lecture", 45))
    Module.objects.update(mandatory=False)
    session = factories.session(factories.slot(event, "Abend"), title="Ausklang", module=page.modules.get())
    found = candidate(attended)
    assert found.obstacle == ""
    assert session not in [entry.session for entry in found.attended]


def test_of_a_slot_with_a_choice_only_the_booked_session_counts(event):
    slot = factories.slot(event, "Foren")
    chosen, other = factories.session(slot, title="Forum 1"), factories.session(slot, title="Forum 2")
    registration = factories.registration(event)
    SessionBooking.objects.create(registration=registration, session=chosen, slot=slot)
    titles = [entry.session.title for entry in candidate(factories.attended(registration)).attended]
    assert titles == ["Einführung", "Forum 1"]
    assert other.title not in titles


@pytest.mark.parametrize("state", sorted(RegistrationState.active - {"confirmed"}))
def test_a_registration_that_is_not_confirmed_does_not_qualify(event, state):
    registration = factories.attended(factories.registration(event, state=state))
    assert candidate(registration).obstacle == f"The registration is not confirmed: {RegistrationState(state).label}."


def test_a_cancelled_event_gives_no_certificates(event, attended):
    event.state = EventState.CANCELLED
    event.save()
    assert candidate(attended).obstacle == "The event was cancelled."


def test_who_has_a_valid_certificate_is_not_due_and_is_again_once_it_is_revoked(attended, now):
    certificate = issue(attended, now=now)
    assert not candidate(attended).is_due
    revoke(certificate, reason="Falscher Name", by=None, now=now)
    assert candidate(attended).is_due


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_an_event_takes_a_fixed_number_of_queries(event, number, django_assert_num_queries):
    for _position in range(number):
        factories.attended(factories.registration(event))
    with django_assert_num_queries(8):
        assert len(candidates(event)) == number
