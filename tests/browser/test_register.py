"""A professional's way in a real browser: form, code, confirmation, changes, and the own area; also without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.domain.account import account_for
from training.models import Registration


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def conference(live_server):
    region = factories.region(language="en")
    venue = factories.venue(region, access="Step-free from the south.")
    event = factories.event(region, title="Early help in dialogue", venue=venue, host="Ministry", capacity=20)
    for run, hours in (("First run", 2), ("Second run", 4)):
        slot = factories.slot(event, run, after=timedelta(hours=hours))
        factories.session(slot, title="Networks that last", capacity=5, room="Room 1", lead="Dr. Ada Example")
        factories.session(slot, title="Parents under strain", capacity=1, taken=1, room="Room 2")
    event.accreditations.create(body="Medical Association", status="granted", granted=6, category="A")
    return event


@pytest.fixture
def member(conference):
    return factories.person("Kim Example", user=account_for("kim@practice.example"), language="en")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def fill_form(page, *, email="robin@practice.example"):
    page.get_by_label("First name and surname").fill("Dr. Robin Example")
    page.get_by_label("Mail address").fill(email)
    page.get_by_label("Organisation or practice").fill("Practice at the market")
    for run in ("First run", "Second run"):
        page.get_by_role("group", name=re.compile(run)).get_by_label("Networks that last").check()


def mailed_code():
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


def assert_fits(page):
    assert_accessible(page)
    assert_reflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def walk(page, conference, *, look):
    page.goto(conference.get_absolute_url())
    look(page)
    page.get_by_role("link", name="Register", exact=True).click()
    look(page)
    button(page, "Continue: confirm my mail address").click()
    expect(page.get_by_role("heading", name="4 answers need your attention")).to_be_visible()
    look(page)
    fill_form(page)
    button(page, "Continue: confirm my mail address").click()
    expect(page.get_by_text("A seat is held for you until")).to_be_visible()
    look(page)
    page.get_by_label("Code from the mail").fill("12")
    button(page, "Confirm my registration").click()
    expect(page.get_by_role("link", name=re.compile("You have 2 more attempts"))).to_be_visible()
    look(page)
    page.get_by_label("Code from the mail").fill(mailed_code())
    button(page, "Confirm my registration").click()
    expect(page.get_by_role("heading", name="You have a seat.")).to_be_visible()
    look(page)


def test_a_visitor_registers_and_every_state_is_accessible_and_fits_a_phone(page, conference):
    walk(page, conference, look=assert_fits)
    page.get_by_role("link", name="Choose other sessions").click()
    assert_fits(page)
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("link", name="Cancel my registration").click()
    assert_fits(page)
    button(page, "Yes, cancel my registration").click()
    expect(page.get_by_role("heading", name="This registration is cancelled.")).to_be_visible()
    assert_fits(page)


def test_all_of_it_works_without_javascript(plain_page, conference):
    walk(plain_page, conference, look=lambda page: assert_reflows(page))
    assert Registration.objects.get().state == "confirmed"


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(page, conference):
    page.goto(f"{conference.get_absolute_url()}register/")
    button(page, "Continue: confirm my mail address").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Mail address")).click()
    expect(page.get_by_label("Mail address")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Second run")).click()
    expect(page.get_by_role("group", name=re.compile("Second run")).get_by_label("Networks that last")).to_be_focused()


def test_it_can_be_done_with_the_keyboard_alone(page, conference):
    page.goto(f"{conference.get_absolute_url()}register/")
    page.get_by_label("First name and surname").focus()
    page.keyboard.type("Robin Example")
    page.keyboard.press("Tab")
    page.keyboard.type("robin@practice.example")
    for _ in range(4):  # past profession, organisation and district to the first run
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()


def test_on_another_device_the_link_of_the_mail_leads_on(page, phone, conference):
    page.goto(f"{conference.get_absolute_url()}register/")
    fill_form(page)
    button(page, "Continue: confirm my mail address").click()
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()
    phone.goto(Registration.objects.get().get_absolute_url())
    assert_accessible(phone)
    assert_reflows(phone)
    button(phone, "Send a new code").click()
    expect(phone.get_by_label("Code from the mail")).to_be_visible()
    phone.get_by_label("Code from the mail").fill(mailed_code())
    button(phone, "Confirm my registration").click()
    expect(phone.get_by_role("heading", name="You have a seat.")).to_be_visible()


def test_a_wrong_address_is_mended_with_all_other_answers_kept(page, conference):
    page.goto(f"{conference.get_absolute_url()}register/")
    fill_form(page, email="typo@practice.example")
    button(page, "Continue: confirm my mail address").click()
    page.get_by_role("link", name="Change the address or other answers").click()
    expect(page.get_by_label("Organisation or practice")).to_have_value("Practice at the market")
    page.get_by_label("Mail address").fill("robin@practice.example")
    button(page, "Continue: confirm my mail address").click()
    expect(page.get_by_text("robin@practice.example")).to_be_visible()
    assert mail.outbox[-1].to == ["robin@practice.example"]


def test_the_own_area_and_its_forms_are_accessible_and_fit_a_phone(page, member, conference, sign_in):
    waiting_since = timezone.now()
    factories.registration(conference, member, state="waiting", holds_seat=False, waiting_since=waiting_since)
    past = factories.event(conference.region, starts_in=timedelta(days=-30), title="Basics of child protection")
    factories.registration(past, member)
    sign_in(page, member.user)
    page.goto("/my/")
    expect(page.get_by_role("link", name="Basics of child protection")).to_be_visible()
    assert_fits(page)
    page.get_by_role("link", name="Change my details").click()
    assert_fits(page)
    page.get_by_label("First name and surname").fill("")
    button(page, "Save").click()
    assert_fits(page)
    page.get_by_label("First name and surname").fill("Dr. Kim Example")
    button(page, "Save").click()
    expect(page.get_by_text("Your profile has been saved.")).to_be_visible()
    page.goto("/accounts/email/")
    assert_fits(page)


def test_an_empty_own_area_says_what_to_do(page, django_user_model, conference, sign_in):
    sign_in(page, django_user_model.objects.create_user("new@practice.example"))
    page.goto("/my/")
    expect(page.get_by_text("You are not registered for any event at present.")).to_be_visible()
    assert_fits(page)


def test_signing_in_takes_a_code_and_every_step_is_accessible(page, member):
    page.goto("/my/")
    assert_fits(page)
    page.locator("#id_email").fill("kim@practice.example")
    button(page, "Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()
    assert_fits(page)
    page.get_by_label("Code from the mail").fill("000")
    button(page, "Sign in").click()
    assert_fits(page)
    page.get_by_label("Code from the mail").fill(mailed_code())
    button(page, "Sign in").click()
    expect(page.get_by_role("heading", name="My trainings")).to_be_visible()
