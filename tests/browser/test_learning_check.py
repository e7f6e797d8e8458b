"""A learning check is written in the back office and taken by a participant, in a real browser: with and without JavaScript."""

import os
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from plugins.models import PluginActivation
from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.models import LearningCheckResult

TEXT = """Who may ask the youth welfare office for advice?
Only doctors
* Everybody who works with children
Only the parents

What comes first?
* Look after the child's safety
* Write down what was seen
Question the parents alone in a long conversation"""


@pytest.fixture
def region(live_server):
    made = factories.office("Hessen", language="en")
    PluginActivation.objects.create(region=made, plugin="de")
    return made


@pytest.fixture
def event(region):
    made = factories.event(region, title="Child protection in hospitals", starts_in=-timedelta(hours=2))
    factories.grant(made, body="Medical Chamber of Example", scheme="de_mfbo2024", granted_learning_check="1")
    return made


@pytest.fixture
def organiser(region):
    user = factories.staff(region)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def registration(event, django_user_model):
    user = django_user_model.objects.create_user("kim@practice.example")
    return factories.registration(event, factories.person("Dr. Kim Example", user=user, language="en"))


def look(page, name):
    """On a desk and on a phone: a picture of both where somebody asked for it."""
    assert_accessible(page)
    assert_reflows(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}_{width}.png", full_page=True)


def take(page, registration, *, look=lambda page, name: None):
    page.goto(f"{registration.get_absolute_url()}check/")
    look(page, "check")
    page.get_by_role("link", name="Begin with the questions").click()
    look(page, "questions")
    page.get_by_label("Everybody who works with children").check()
    page.get_by_role("button", name="Hand in my answers").click()
    expect(page.get_by_role("heading", name="One answer needs your attention")).to_be_visible()
    expect(page.get_by_label("Everybody who works with children")).to_be_checked()
    look(page, "open")
    page.get_by_label("Look after the child's safety").check()
    page.get_by_label("Write down what was seen").check()
    page.get_by_role("button", name="Hand in my answers").click()
    expect(page.get_by_text("You answered 2 of 2 questions rightly.")).to_be_visible()
    look(page, "result")


@pytest.fixture
def check(event):
    made = factories.learning_check(event, questions=0, attempts=2, answers_shown="at_once", title="What you learnt")
    first, second = TEXT.split("\n\n")
    for position, block in enumerate((first, second)):
        text, *options = block.splitlines()
        right = tuple(place for place, option in enumerate(options) if option.startswith("*"))
        factories.question(made, text, *(option.removeprefix("* ") for option in options), right=right, position=position)
    return made


def test_a_check_is_taken_and_an_open_question_loses_nothing(page, registration, check, sign_in):
    sign_in(page, registration.person.user)
    take(page, registration, look=look)
    expect(page.get_by_text("You have passed.")).to_be_visible()
    assert LearningCheckResult.objects.get().correct == 2


def test_a_check_is_taken_without_javascript(plain_page, registration, check, sign_in):
    sign_in(plain_page, registration.person.user)
    take(plain_page, registration)
    assert LearningCheckResult.objects.get().correct == 2


def test_a_check_is_taken_by_keyboard(page, registration, check, sign_in):
    sign_in(page, registration.person.user)
    page.goto(f"{registration.get_absolute_url()}check/questions/")
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You answered 2 of 2 questions rightly.")).to_be_visible()


def test_a_check_is_pasted_looked_through_and_released(page, event, registration, organiser, sign_in):
    sign_in(page, organiser)
    page.goto(f"/admin/events/{event.pk}/check/")
    look(page, "office_empty")
    page.get_by_role("link", name="Make a learning check").click()
    look(page, "office_settings")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Paste questions").click()
    page.get_by_role("textbox", name="Questions").fill(f"{TEXT}\n\nBroken?\nYes\nNo")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Line 11: None of the answers to this question is marked as right.")).to_be_visible()
    look(page, "office_fault")
    page.get_by_role("textbox", name="Questions").fill(TEXT)
    page.get_by_role("button", name="Preview").click()
    look(page, "office_preview")
    page.get_by_role("button", name="Add these 2 questions").click()
    page.goto(f"/admin/events/{event.pk}/check/")  # without the message, whose colours are still fading in
    look(page, "office_check")
    page.get_by_role("link", name=re.compile("^Change.*Who may ask")).click()
    look(page, "office_question")
    page.go_back()
    page.get_by_role("link", name="Release").click()
    page.get_by_role("button", name="Yes, release it").click()
    expect(page.get_by_text("The learning check is released.")).to_be_visible()
    factories.check_taken(registration, 2, questions=2, options=3)
    page.goto(f"/admin/events/{event.pk}/check/")
    look(page, "office_taken")
    page.get_by_role("link", name=re.compile("^Leave the question out.*Who")).click()
    look(page, "office_void")
    page.goto(f"/admin/events/{event.pk}/participants/{registration.pk}/contributions/new/")
    look(page, "office_contribution")
