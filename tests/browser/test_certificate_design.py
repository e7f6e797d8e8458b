"""Choosing what certificates look like, as an editor does it: with a preview, with and without JavaScript."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from certificates.designs.choosing import choice_of_region
from plugins.activation import enable
from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows


@pytest.fixture
def hesse(live_server):
    return factories.office("Hessen", language="en")


@pytest.fixture
def screen(sign_in, hesse, new_page):
    """The region's screen as an editor sees it: ``screen(javascript=False)``."""

    def screen(**kind) -> Page:
        enable("de_he", region=hesse)
        page = new_page(**kind)
        sign_in(page, factories.staff(hesse, role="editors"))
        page.goto(reverse("certificate_designs:region", args=[hesse.pk]))
        return page

    return screen


def picture(page: Page, name: str) -> None:
    """A picture for whoever wants to look: ``SCREENSHOTS=folder pytest …``."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture(autouse=True)
def _time_to_draw():
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


def sample(page: Page):
    return page.frame_locator("iframe[name=design-sample]")


def test_the_preview_follows_the_form_and_nothing_is_stored_before_saving(screen, hesse):
    page = screen()
    expect(sample(page).get_by_role("img")).to_have_count(1)
    before = sample(page).get_by_role("img").get_attribute("src")
    expect(page.get_by_role("group", name="Options of “Letterhead, Hesse”")).to_be_hidden()
    page.get_by_label("Letterhead, Hesse", exact=True).check()
    expect(page.get_by_role("group", name="Options of “Letterhead, Hesse”")).to_be_visible()
    expect(sample(page).get_by_role("img")).not_to_have_attribute("src", before)
    picture(page, "design-1280")
    picture(page, "design-1280")
    assert choice_of_region(hesse).template == "standard"
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Certificates issued in Hessen from now on look like this.")).to_be_visible()
    hesse.refresh_from_db()
    assert hesse.certificate_template == "de_he_letterhead"


def test_the_screen_has_no_barrier_and_fits_a_small_phone(screen):
    page = screen()
    expect(sample(page).get_by_role("img")).to_have_count(1)
    assert_accessible(page)
    assert_reflows(page)
    picture(page, "design-360")


def test_without_javascript_the_button_shows_the_preview_and_the_form_keeps_what_was_typed(screen):
    page = screen(javascript=False)
    page.get_by_label("Opening line").fill("Hiermit wird bestätigt, dass")
    page.get_by_label("Modules").fill("25")
    page.get_by_role("button", name="Show preview").click()
    expect(sample(page).get_by_role("img")).to_have_count(2)
    expect(page.get_by_label("Opening line")).to_have_value("Hiermit wird bestätigt, dass")
    picture(page, "design-plain")
