"""A physician keeps her account of credits, in a real browser: with and without JavaScript, on a desk and on a phone."""

import os
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.models import CreditWindow, ExternalCredit

PHYSICIANS = "/my/credits/accounts/de_mfbo2024/"


@pytest.fixture
def person(live_server, django_user_model):
    user = django_user_model.objects.create_user("kim@practice.example")
    return factories.person("Dr. Kim Example", user=user, language="en")


@pytest.fixture
def filled(person):
    """Awards and entries of five years with three bodies, one of them with parts, one beyond a limit."""
    today = timezone.localdate()
    CreditWindow.objects.create(person=person, scheme="de_mfbo2024", end=today + timedelta(days=200))
    region = factories.region(language="en")
    parts = [
        {"component": "basis", "amount": "4", "sentence": ""},
        {"component": "learning_check", "amount": "1", "sentence": ""},
    ]
    for months in range(2, 50, 5):
        event = factories.event(region, title="Child protection in hospitals", starts_in=-timedelta(days=30 * months))
        registration = factories.registration(event, person)
        factories.awarded(registration, "5", scheme="de_mfbo2024", body="Medical Chamber of Example", lines=parts)
        factories.awarded(registration, "6", scheme="hours", unit="hours", body="")
    proof = ContentFile(b"%PDF-1.7", name="proof.pdf")
    factories.external_credit(person, "90", title="Congress of paediatrics", date=today - timedelta(days=400), proof=proof)
    factories.external_credit(person, "60", title="Journals", kind="self_study", date=today - timedelta(days=90), body="")
    factories.external_credit(person, "3", title="Old times", date=today - timedelta(days=3000))
    factories.external_credit(person, "9", scheme="at_dfp", title="Ethics", is_medical=False, date=today)
    return person


def assert_fits(page):
    assert_accessible(page)
    assert_reflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def add(page, proof):
    page.get_by_label("What it was").fill("Sonography")
    page.get_by_label("Date").fill("2026-03-01")
    page.get_by_label("Credits").fill("4")
    page.get_by_label("Proof").set_input_files({"name": "proof.pdf", "mimeType": "application/pdf", "buffer": proof})
    page.get_by_role("button", name="Save").click()


def walk(page, *, look):
    page.goto("/my/credits/")
    look(page)
    page.get_by_role("link", name="Begin an account").click()
    look(page)
    page.get_by_label("Body or rule").select_option(label="Physicians in Germany")
    page.get_by_role("button", name="Next").click()
    look(page)
    page.get_by_label("Last day of your window").fill("2027-06-30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your window: ")).to_be_visible()
    page.get_by_role("link", name="Add what you earned elsewhere").click()
    add(page, b"MZ no proof")
    expect(page.get_by_role("heading", name="One answer needs your attention")).to_be_visible()
    look(page)
    add(page, b"%PDF-1.7")
    expect(page.get_by_text("4 of 250 points")).to_be_visible()
    look(page)
    page.get_by_role("link", name=re.compile("^Delete.*Sonography")).click()
    look(page)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Your entry has been deleted.")).to_be_visible()


def test_an_account_is_begun_filled_and_emptied(page, person, sign_in):
    sign_in(page, person.user)
    walk(page, look=assert_fits)
    assert ExternalCredit.objects.count() == 0


def test_an_account_is_kept_without_javascript(plain_page, person, sign_in):
    sign_in(plain_page, person.user)
    walk(plain_page, look=lambda page: None)
    assert CreditWindow.objects.get().end.year == 2027


def test_full_accounts_can_be_read_by_everybody(page, filled, sign_in):
    sign_in(page, filled.user)
    for address in ("/my/credits/", PHYSICIANS):
        page.goto(address)
        for table in page.locator("summary").all():
            table.click()
        shoot(page, address)
        assert_fits(page)


def shoot(page, address):
    if folder := os.environ.get("SHOTS"):
        name = address.strip("/").replace("/", "_")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}_{width}.png", full_page=True)
