"""The screens on which the attendance is closed and opened again, and on which the credits it orders are followed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plugins.models import RegionLogEntry
from tests import factories
from tests.training.domain.awarding import award
from training.domain.credits.runs import STALLED_AFTER
from training.models import Attendance, CreditEntry, CreditFailure, CreditRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    event = factories.event(region, starts_in=timedelta(days=-2))
    factories.attended(factories.registration(event, factories.person("Kim Beispiel")))
    return event


@pytest.fixture
def absent(event):
    return factories.registration(event, factories.person("Jona Fehlt"))


@pytest.fixture
def no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def url(name, *args):
    return reverse(f"events:{name}", args=args)


def actions():
    return list(RegionLogEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_complete_attendance_asks_only_for_a_yes_and_leads_to_its_credits(office, event):
    screen = office.get(url("attendance_close", event.pk))
    assert list(screen.context["form"].fields) == []
    assert "Everybody who was expected is recorded." in screen.content.decode()
    response = office.post(url("attendance_close", event.pk))
    run = event.credit_runs.get()
    assert response.url == url("credit_run", event.pk, run.pk)
    assert (run.written, CreditEntry.objects.count(), actions()) == (1, 1, ["training.attendance_close"])


def test_it_is_asked_plainly_what_becomes_of_those_without_a_record(office, event, absent):
    address = url("attendance_close", event.pk)
    screen = office.get(address)
    assert [(row.missing, row.expected) for row in screen.context["missing"]] == [(1, 2)]
    assert "Choose whether these people were absent" in office.post(address).content.decode()
    assert office.post(address, {"unrecorded": "record"}).url == url("attendance", event.pk)
    assert (Attendance.objects.count(), CreditRun.objects.count()) == (1, 0)
    office.post(address, {"unrecorded": "absent"})
    assert absent.attendances.get().minutes == 0
    event.refresh_from_db()
    assert event.attendance_closed_at


def test_before_the_last_session_the_screen_says_when_and_offers_nothing(office, region):
    event = factories.event(region, starts_in=timedelta(days=3))
    screen = office.get(url("attendance_close", event.pk)).content.decode()
    assert ("begins on" in screen, "Yes, close it" in screen) == (True, False)
    assert "begins on" in office.post(url("attendance_close", event.pk)).content.decode()
    assert not CreditRun.objects.exists()


def test_a_closed_attendance_is_shown_and_cannot_be_typed_into(office, event):
    office.post(url("attendance_close", event.pk))
    session = event.sessions.get()
    screen = office.get(url("attendance_session", event.pk, session.pk)).content.decode()
    assert ("All present" in screen, "disabled" in screen, 'type="submit"' in screen.split("<main")[1]) == (False, True, False)
    refused = office.post(url("attendance_all", event.pk, session.pk))
    assert "To change it, choose" in refused.content.decode()
    overview = office.get(url("attendance", event.pk)).content.decode()
    assert ("The attendance was closed on" in overview, "Open the attendance again" in overview) == (True, True)


def test_opening_it_again_needs_a_reason_that_stays_on_the_screen(office, event):
    address = url("attendance_reopen", event.pk)
    assert "is open" in office.post(address, {"reason": "A list was found"}).content.decode()
    office.post(url("attendance_close", event.pk))
    assert office.post(address, {"reason": " "}).status_code == 200
    shown = office.post(address, {"reason": "A list was found"}, follow=True).content.decode()
    assert ("A list was found" in shown, "Close the attendance" in shown) == (True, True)
    assert actions() == ["training.attendance_close", "training.attendance_reopen"]


def test_the_overview_leads_from_the_marked_attendance_to_its_closing(office, event):
    steps = office.get(url("overview", event.pk)).context["steps"]
    assert [step.url for step in steps][:1] == [url("attendance_close", event.pk)]


def test_a_run_shows_how_far_it_is_and_is_taken_up_when_it_stands_still(office, event, now, no_worker):
    office.post(url("attendance_close", event.pk))
    run = CreditRun.objects.get()
    address = url("credit_run", event.pk, run.pk)
    screen = office.get(address)
    assert ("data-progress" in screen.content.decode(), screen.context["stalled"]) == (True, False)
    assert "not finished yet" in office.get(url("credits", event.pk)).content.decode()
    CreditRun.objects.update(moved_at=now - STALLED_AFTER - timedelta(seconds=1))
    assert "nothing is done twice" in office.get(address).content.decode()
    assert office.post(address).url == address


def test_who_failed_is_named_with_the_reason_and_computed_once_more(office, event, now):
    office.post(url("attendance_close", event.pk))
    run = CreditRun.objects.get()
    CreditFailure.objects.create(run=run, registration=event.registrations.get(), reason="An unexpected error happened.")
    screen = office.get(url("credit_run", event.pk, run.pk)).content.decode()
    assert ("Kim Beispiel" in screen, "An unexpected error happened." in screen) == (True, True)
    response = office.post(url("credit_run", event.pk, run.pk))
    assert response.url == url("credit_run", event.pk, CreditRun.objects.latest("pk").pk) != url("credit_run", event.pk, run.pk)


def test_the_run_of_another_event_is_not_found(office, event, region):
    office.post(url("attendance_close", event.pk))
    other = factories.event(region)
    assert office.get(url("credit_run", other.pk, CreditRun.objects.get().pk)).status_code == 404


def test_a_correction_says_what_it_corrects_and_why_and_the_registration_keeps_the_history(office, event, now):
    registration = event.registrations.get()
    award(event, now=now)
    registration.attendances.update(minutes=45)
    award(event, now=now)
    screen = " ".join(office.get(url("credits", event.pk)).content.decode().split())
    assert "because the attendance was changed. It was: 2 teaching units" in screen
    history = " ".join(office.get(url("registration", event.pk, registration.pk)).content.decode().split())
    assert ("How it came about (2 entries)" in history, "Scheme hours, plugin core" in history) == (True, True)


def test_a_result_entered_after_the_closing_is_a_step_until_the_credits_are_computed_again(office, event):
    factories.grant(event, scheme="de_mfbo2024", granted_learning_check="1")
    office.post(url("attendance_close", event.pk))
    said = "What the credits of 1 person rest on has changed since they were computed."
    assert said not in office.get(url("overview", event.pk)).content.decode()
    factories.check_taken(event.registrations.get(), 9)
    assert said in office.get(url("overview", event.pk)).content.decode()
    office.post(url("credits", event.pk))
    assert said not in office.get(url("overview", event.pk)).content.decode()
