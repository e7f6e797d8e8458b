"""An organiser issues the certificates of an event and tells their holders, in a real browser."""

import os
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from certificates.models import Certificate
from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows


@pytest.fixture
def event(live_server):
    region = factories.office("Hessen", language="en", organisation="Office for Early Help")
    event = factories.event(region, title="Child protection in hospitals", starts_in=-timedelta(hours=8))
    factories.session(factories.slot(event, "Morning"), title="Noticing and assessing")
    for name in ("Dr. Kim Example", "قمر المثال"):
        factories.attended(factories.registration(event, factories.person(name, language="en")))
    factories.registration(event, factories.person("Alex Absent"))
    return event


@pytest.fixture
def desk(event, new_page, sign_in) -> Page:
    organiser = factories.staff(event.region)
    UserProfile.objects.create(user=organiser, preferred_language="en")
    page = new_page()
    sign_in(page, organiser)
    return page


def look(page: Page, name: str) -> None:
    """No barrier, on a desk and on a phone; a picture of both where somebody asked for it: ``SHOTS=folder pytest …``."""
    assert_accessible(page)
    assert_reflows(page)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-360.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-1280.png", full_page=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def test_the_organiser_decides_what_is_asked_issues_and_tells_the_holders(desk, event):
    desk.goto(f"/admin/certificates/{event.pk}/")
    expect(desk.get_by_role("row", name="Alex Absent")).to_contain_text("No: No attendance is recorded.")
    look(desk, "issue-due")
    follow(desk, "Change what is asked")
    desk.get_by_label("Only after the organiser's release").check()
    look(desk, "issue-terms")
    press(desk, "Save")
    follow(desk, "Release the certificates")
    press(desk, "Yes, release them")
    press(desk, "Issue 2 certificates")
    expect(desk.get_by_text("2 of 2 certificates are made. Finished.")).to_be_visible(timeout=60_000)
    look(desk, "issue-made")
    follow(desk, "All certificates of the event")
    with desk.expect_download() as archive:
        follow(desk, "Download all (ZIP)")
    assert archive.value.suggested_filename.endswith(".zip")
    assert mail.outbox == []
    follow(desk, "Tell 2 people by mail")
    press(desk, "Yes, send the mails")
    expect(desk.get_by_text("2 mails are on their way.")).to_be_visible()
    assert len(mail.outbox) == 2
    assert all("is ready" in message.body for message in mail.outbox)
    assert set(Certificate.objects.values_list("registration__person__name", flat=True)) == {"Dr. Kim Example", "قمر المثال"}
