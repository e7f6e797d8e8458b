"""A plugin asks and refuses in a registration, in a real browser: fields anybody can use, refusals that lose nothing."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from tests.plugins import asking
from training.domain.account import account_for
from training.domain.questions import answers_of
from training.models import Registration

RULE = """
from plugins.api import RegistrationRule

REFUSAL = "This event is for people who care for children. Please look at the conference."

def no_judges(facts, settings):
    return REFUSAL if facts.profession == "judge" else ""

def broken(facts, settings):
    return None if facts.profession == "judge" else ""

@hookimpl
def registration_rules():
    return [RegistrationRule(key="acme_judges", label="For whom", check=no_judges),
            RegistrationRule(key="acme_number", label="Number of the chamber", check=broken)]
"""
LONG = "The youth welfare office had not answered for three weeks.\nWhat should we have done?"


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def region(live_server):
    return factories.region(language="en")


@pytest.fixture
def event(installed, region):
    asking.install(installed, region, hooks=asking.HOOKS + RULE)
    return factories.event(region, title="Early help on the ward", capacity=20)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def assert_fits(page):
    assert_accessible(page)
    assert_reflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def answer(page):
    page.get_by_label("First name and surname").fill("Dr. Robin Example")
    page.get_by_label("Mail address").fill("robin@practice.example")
    page.get_by_label("A case you bring").fill(LONG)
    page.get_by_role("group", name=re.compile("induction loop")).get_by_label("Yes").check()


def walk(page, event, *, look):
    page.goto(f"{event.get_absolute_url()}register/")
    expect(page.get_by_role("group", name=re.compile("induction loop")).get_by_label("No answer")).to_be_checked()
    answer(page)
    page.get_by_label("Profession").select_option("judge")
    button(page, "Continue: confirm my mail address").click()
    expect(page.get_by_role("link", name="Your meal: Please answer this question.")).to_be_visible()
    look(page)
    page.get_by_label("Your meal").select_option("fish")
    button(page, "Continue: confirm my mail address").click()
    summary = page.locator("[data-error-summary]")
    expect(summary.get_by_text("This event is for people who care for children.")).to_be_visible()
    expect(summary.get_by_text("“Number of the chamber” could not be checked just now.")).to_be_visible()
    expect(page.get_by_label("A case you bring")).to_have_value(LONG)
    expect(page.get_by_label("Your meal")).to_have_value("fish")
    look(page)
    page.get_by_label("Profession").select_option("midwife")
    button(page, "Continue: confirm my mail address").click()
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    page.get_by_label("Code from the mail").fill(code)
    button(page, "Confirm my registration").click()
    expect(page.get_by_text("With fish")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Change my answers").click()
    look(page)
    page.get_by_label("Your meal").select_option("vegan")
    button(page, "Save my answers").click()
    expect(page.get_by_text("Your answers have been changed.")).to_be_visible()
    assert answers_of(Registration.objects.get())["acme_meal"] == "vegan"


def test_questions_and_refusals_are_accessible_and_fit_a_phone(page, event):
    walk(page, event, look=assert_fits)


def test_they_work_without_javascript(plain_page, event):
    walk(plain_page, event, look=assert_reflows)


def test_the_office_sees_the_answers_and_asks_by_hand(page, event, sign_in):
    person = factories.person("Kim Example", user=account_for("kim@practice.example"))
    stored = {"acme_meal": "fish", "acme_hearing": True, "acme_case": LONG, "gone_shoes": "42"}
    registration = factories.registration(event, person, answers={"questions": stored})
    sign_in(page, factories.staff())
    page.goto(f"/admin/events/{event.pk}/participants/")
    expect(page.get_by_role("columnheader", name="Do you need an induction loop?")).to_be_visible()
    expect(page.get_by_role("cell", name="With fish")).to_be_visible()
    page.get_by_role("link", name="Kim Example").click()
    expect(page.get_by_text("gone_shoes")).to_be_visible()
    assert registration.person.name in page.title()
    page.goto(f"/admin/events/{event.pk}/participants/new/")
    expect(page.get_by_label("Your meal")).to_be_visible()
    page.get_by_label("Name", exact=False).first.fill("Ada Byhand")
    button(page, "Register").click()
    expect(page.get_by_text("Ada Byhand is registered.")).to_be_visible()
