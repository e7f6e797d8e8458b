"""The attendance of an event is closed in a real browser, its credits are followed to their end, and it is opened again."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.domain.credits.runs import work_off
from training.models import CreditEntry


@pytest.fixture
def event(live_server):
    region = factories.office("Hessen", language="en")
    made = factories.event(region, title="Child protection in hospitals", starts_in=-timedelta(days=2))
    factories.grant(made, body="Medical Chamber of Example")
    factories.attended(factories.registration(made, factories.person("Kim Example")))
    factories.registration(made, factories.person("Jona Absent"))
    return made


@pytest.fixture
def organiser(event):
    user = factories.staff(event.region)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def look(page, name):
    """On a desk and on a phone; a picture of both where somebody asked for it."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}_{width}.png", full_page=True)
    assert_reflows(page)


def close(page, event, *, look=lambda page, name: None):
    """Close the attendance with one person without a record, as somebody does who forgets to say what became of them."""
    page.goto(f"/admin/events/{event.pk}/attendance/")
    look(page, "attendance")
    page.get_by_role("link", name="Close the attendance").click()
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("Choose whether these people were absent")).to_be_visible()
    look(page, "close")
    page.get_by_label("They were absent").check()
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("The attendance is closed.")).to_be_visible()


def test_an_organiser_closes_the_attendance_follows_the_credits_and_opens_it_again(page, sign_in, event, organiser, no_worker):
    sign_in(page, organiser)
    close(page, event, look=look)
    expect(page.get_by_text("0 of 2", exact=False).first).to_be_visible()
    look(page, "run")
    work_off(event.credit_runs.get(), clock=timezone.now)
    page.reload()
    expect(page.get_by_role("link", name="Credits").first).to_be_visible()
    look(page, "run_done")
    assert CreditEntry.objects.filter(body="Medical Chamber of Example", amount=4).count() == 1
    page.goto(f"/admin/events/{event.pk}/attendance/")
    page.get_by_role("link", name="Open the attendance again").click()
    look(page, "reopen")
    page.get_by_role("button", name="Yes, open it again").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("Reason").fill("Jona Absent was there in the afternoon.")
    page.get_by_role("button", name="Yes, open it again").click()
    expect(page.get_by_text("The attendance is open again.")).to_be_visible()


def test_it_is_closed_without_javascript(plain_page, sign_in, event, organiser):
    sign_in(plain_page, organiser)
    close(plain_page, event)
    assert event.credit_runs.get().finished_at
