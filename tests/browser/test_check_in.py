"""At the door in a real browser: a scanner types digits and Enter, time after time, and a wrong scan cannot be missed."""

import os
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.domain.numbers import give_numbers
from training.domain.scanned import read
from training.models import Attendance, SessionBooking

KIM, ROBIN, UNKNOWN = "802760020090329", "812760000000007", "802760901234566"


@pytest.fixture
def event(live_server):
    region = factories.office("Hessen", language="en")
    event = factories.asks_for_efn(factories.event(region, title="Child protection in hospitals", starts_in=timedelta(0)))
    slot = factories.slot(event, "Run 1")
    forums = [factories.session(slot, title=title, room="Room 2") for title in ("Networks that last", "Parents under strain")]
    for name, number in (("Dr. Kim Example", KIM), ("Prof. Dr. Robin Longname-Example", ROBIN)):
        registration = factories.registration(event, factories.person(name, organisation="Hospital of the town"))
        give_numbers(registration, read(event, number).given({"de_efn"}))
        SessionBooking.objects.create(registration=registration, session=forums[0], slot=slot)
    factories.registration(event, factories.person("Änne Müller"))
    return event


def scan(page, number):
    """What a scanner does: keys into whatever has the focus, then Enter. The new page has to be there for the next one."""
    page.keyboard.type(f"*{number}*")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def field(page):
    return page.get_by_label("Scan or type the number")


def told(page, role="status"):
    return page.locator(f"#office-told [role={role}]")


def look(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def open_door(page, event, sign_in, title):
    sign_in(page, factories.staff(event.region))
    page.goto(f"/admin/events/{event.pk}/attendance/{event.sessions.get(title=title).pk}/check-in/")
    expect(field(page)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_scan_after_scan_without_touching_anything(new_page, event, sign_in, width):
    page = new_page(width=width)
    open_door(page, event, sign_in, "Einführung")
    look(page, "empty")
    for number, name in ((KIM, "Dr. Kim Example"), (ROBIN, "Prof. Dr. Robin Longname-Example")):
        scan(page, number)
        expect(told(page)).to_contain_text(f"{name} is in.")
        expect(told(page)).to_be_in_viewport()
        expect(field(page)).to_be_focused()
        expect(field(page)).to_have_value("")
    look(page, "in")
    assert_accessible(page)
    scan(page, KIM)
    expect(told(page, "alert")).to_contain_text("Dr. Kim Example was recorded already, at")
    look(page, "known")
    scan(page, f"{KIM[:-1]}1")
    expect(told(page, "alert")).to_contain_text("Stop: Nothing is recorded.")
    assert_accessible(page)
    scan(page, ROBIN)
    expect(told(page, "alert")).to_contain_text("was recorded already")
    expect(page.get_by_text("2 of 3 expected are in")).to_be_visible()
    assert Attendance.objects.filter(method="scan").count() == 2
    assert_reflows(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_whoever_cannot_just_walk_in(new_page, event, sign_in, width):
    page = new_page(width=width)
    open_door(page, event, sign_in, "Parents under strain")
    scan(page, KIM)
    expect(told(page, "alert")).to_contain_text("Stop: Dr. Kim Example belongs in “Networks that last”, not here.")
    expect(page.get_by_role("button", name=re.compile("^Change to"))).to_be_in_viewport(ratio=1)
    look(page, "elsewhere")
    assert_accessible(page)
    page.get_by_role("button", name="Record in “Networks that last”").click()
    expect(told(page)).to_contain_text("Dr. Kim Example is in.")
    scan(page, UNKNOWN)
    expect(told(page, "alert")).to_contain_text("Nobody registered here has given this number: EFN •••••••••••4566")
    look(page, "unknown")
    page.get_by_label("Find by name").fill("muller")
    page.keyboard.press("Enter")
    page.get_by_label("The scanned number belongs to this person.").check()
    look(page, "found")
    assert_accessible(page)
    page.get_by_role("button", name="Record Änne Müller").click()
    expect(told(page, "alert")).to_contain_text("Stop: Änne Müller has not chosen a session in “Run 1”.")
    page.get_by_role("button", name=re.compile("^Change to “Parents under strain”")).click()
    expect(told(page)).to_contain_text("Änne Müller is in.")
    page.get_by_role("button", name="Undo Änne Müller").click()
    expect(told(page)).to_contain_text("The record of Änne Müller is taken back.")
    assert_reflows(page)
    assert [row.reveal() for row in event.registrations.get(person__name="Änne Müller").numbers.all()] == [UNKNOWN]


def test_it_works_without_javascript(plain_page, event, sign_in):
    open_door(plain_page, event, sign_in, "Einführung")
    for number, name in ((KIM, "Dr. Kim Example"), (ROBIN, "Prof. Dr. Robin Longname-Example")):
        scan(plain_page, number)
        expect(told(plain_page)).to_contain_text(f"{name} is in.")
        expect(field(plain_page)).to_be_focused()
