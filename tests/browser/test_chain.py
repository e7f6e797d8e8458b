"""The main job once from end to end, each person in a browser of their own: from an empty page to a verified certificate."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core import mail
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.homes import ensure_homes
from cms.models import RegionPage
from cms.security.second_factor import enrol
from plugins.activation import enable
from plugins.models import RegionGroup
from plugins.offices import create_region
from tests import factories
from training.models import CourseIndexPage, Event

PERIOD = 30
"""Seconds for which the code of an authenticator app holds."""


@pytest.fixture
def region(new_page):  # the browser before the database: its event loop has connections of its own
    home = ensure_homes()["en"]
    front = home.add_child(instance=RegionPage(title="Hesse", slug="hesse", locale=home.locale))
    front.add_child(instance=CourseIndexPage(title="Trainings and conferences", locale=home.locale))
    facts = {"organisation": "Office for Early Help", "contact_email": "office@hesse.example", "country": "DE"}
    region = create_region(slug="hesse", root_page=front, name="Hesse", code="HE", language="en", **facts)
    enable("de", region=region)
    return region


def member_of_staff(region, role):
    user = factories.staff(region, role)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user, enrol(user)


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def mailed_code() -> str:
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


def sign_in_as_staff(page: Page, user, factor) -> None:
    page.goto("/admin/")
    page.locator("#id_email").fill(user.email)
    button(page, "Send me a code").click()
    page.get_by_label("Code from the mail").fill(mailed_code())
    button(page, "Sign in").click()
    page.wait_for_url("**/2fa/authenticate/**")
    counter = int(timezone.now().timestamp()) // PERIOD
    page.locator("#id_code").fill(format_hotp_value(hotp_value(decrypt(factor.data["secret"]), counter)))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")


def add_module(page: Page, number: int, *, title: str, kind: str) -> None:
    page.locator("#id_modules-ADD").click()
    page.locator(f"#id_modules-{number}-title").fill(title)
    page.locator(f"#id_modules-{number}-minutes").fill("90")
    page.locator(f"#inline_child_modules-{number} .c-sf-add-button").first.click()
    page.get_by_role("option", name=kind).click()


def publish_a_course(page: Page) -> None:
    follow(page, "Write a new training")
    page.get_by_role("link", name="Course", exact=True).click()
    page.locator("#id_title").fill("Talking with parents")
    page.get_by_role("tab", name="Modules").click()
    add_module(page, 0, title="What the law asks", kind="Lecture")
    add_module(page, 1, title="First steps", kind="Workshop")
    add_module(page, 2, title="Difficult talks", kind="Workshop")
    page.get_by_role("tab", name="Goals and audience").click()
    page.locator("#id_goals-ADD").click()
    page.locator("#id_goals-0-text").fill("Lead a difficult talk safely.")
    page.get_by_role("button", name="More actions").click()
    button(page, "Publish").click()
    page.get_by_text("has been published").or_(page.get_by_text("created and published")).first.wait_for()


def schedule_and_announce(page: Page) -> Event:
    follow(page, "Schedule an event")
    page.get_by_role("link", name="Talking with parents").first.click()
    button(page, "Schedule the event").click()
    follow(page, "Announce it")
    button(page, "Yes, announce it").click()
    expect(page.get_by_text("is announced.")).to_be_visible()
    return Event.objects.get()


def register(phone: Page) -> None:
    phone.goto("/en/hesse/")
    phone.get_by_role("link", name=re.compile("^Register")).first.click()
    phone.get_by_label("First name and surname").fill("Dr. Robin Example")
    phone.get_by_label("Mail address").fill("robin@practice.example")
    phone.get_by_label("Difficult talks").check()
    button(phone, "Continue: confirm my mail address").click()
    phone.get_by_label("Code from the mail").fill(mailed_code())
    button(phone, "Confirm my registration").click()
    expect(phone.get_by_role("heading", name="You have a seat.")).to_be_visible()


def let_its_day_come(event: Event) -> None:
    """Everything of the event moves to where it starts now, as if the weeks until then had passed."""
    past = event.start - timezone.now()
    for rows in (Event.objects.filter(pk=event.pk), event.slots.all(), event.sessions.all()):
        rows.update(start=F("start") - past, end=F("end") - past)


def open_tab(page: Page, event: Event, name: str) -> None:
    page.goto(f"/admin/events/{event.pk}/")
    page.get_by_role("navigation", name="Screens of this event").get_by_role("link", name=name, exact=True).click()


def record_grant(page: Page, event: Event) -> None:
    open_tab(page, event, "Credits")
    follow(page, "Record an accreditation")
    page.get_by_label("Accrediting body").fill("Chamber of Physicians")
    page.get_by_label("Credit scheme").select_option("de_mfbo2024")
    page.get_by_label("Category").select_option("A")
    page.get_by_label("Status").select_option("granted")
    page.get_by_label("Granted", exact=True).fill("3")
    button(page, "Save").click()
    expect(page.get_by_text("4 points").first).to_be_visible()  # the scheme's proposal, beside what was granted
    expect(page.get_by_text("3 points").first).to_be_visible()


def mark_everybody(page: Page, event: Event) -> None:
    for title in ("What the law asks", "Difficult talks"):
        open_tab(page, event, "Attendance")
        follow(page, title)
        follow(page, "All present")
        button(page, "Yes, all present").click()
        expect(page.get_by_text("1 person is recorded as present.")).to_be_visible()


def issue_certificates(page: Page, event: Event) -> None:
    open_tab(page, event, "Credits")
    button(page, "Compute credits").click()
    expect(page.get_by_text("Finished.")).to_be_visible()
    open_tab(page, event, "Certificates")
    button(page, "Issue 1 certificate").click()
    expect(page.get_by_text("1 of 1 certificates are made.")).to_be_visible()


def open_certificate(phone: Page) -> str:
    """Signs in with a code, looks at the PDF and returns the address that its QR code leads to."""
    phone.goto("/my/")
    if phone.locator("#id_email").count():
        phone.locator("#id_email").fill("robin@practice.example")
        button(phone, "Send me a code").click()
        phone.get_by_label("Code from the mail").fill(mailed_code())
        button(phone, "Sign in").click()
    expect(phone.get_by_role("heading", name="My trainings")).to_be_visible()
    file = phone.request.get(phone.get_by_role("link", name=re.compile("^PDF")).get_attribute("href"))
    assert (file.status, file.headers["content-type"], file.body()[:5]) == (200, "application/pdf", b"%PDF-")
    return phone.get_by_role("link", name=re.compile("^Verify|^Check")).get_attribute("href")


def test_from_an_empty_page_to_a_verified_certificate(region, new_page):
    editor, organiser, phone, stranger = new_page(), new_page(), new_page(width=360), new_page()
    sign_in_as_staff(editor, *member_of_staff(region, RegionGroup.Role.EDITORS))
    publish_a_course(editor)
    sign_in_as_staff(organiser, *member_of_staff(region, RegionGroup.Role.ORGANISERS))
    event = schedule_and_announce(organiser)
    register(phone)
    let_its_day_come(event)
    record_grant(organiser, event)
    mark_everybody(organiser, event)
    issue_certificates(organiser, event)
    stranger.goto(open_certificate(phone))
    for fact in ("Dr. Robin Example", "Talking with parents", "Difficult talks", "Chamber of Physicians", "3 points"):
        expect(stranger.get_by_role("main").get_by_text(fact).first).to_be_visible()
    expect(stranger.get_by_text("First steps")).to_have_count(0)
