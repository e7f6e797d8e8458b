"""Every kind of page of the site, with the demo's content, on a desk and on a phone."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from cms.models import HomePage, RegionPage, StandardPage
from tests.browser.checks import assert_accessible, assert_reflows
from training.models import ConferencePage, CourseIndexPage, CoursePage


@pytest.fixture
def demo(new_page, settings):  # the browser before the database: its event loop has connections of its own
    settings.DEBUG = True  # the demo loads nowhere else
    call_command("demo")
    settings.DEBUG = False


def test_every_kind_of_page_is_accessible_and_fits_a_phone(demo, new_page):
    kinds = [HomePage, RegionPage, StandardPage, CourseIndexPage, CoursePage, ConferencePage]
    addresses = [page.get_url() for kind in kinds for page in kind.objects.live().order_by("path")[:2]]
    desk, phone = new_page(language="de"), new_page(width=360, language="de")
    for address in addresses:
        for page in (desk, phone):
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert_accessible(page)
            assert_reflows(page)


def test_dates_are_found_without_javascript(demo, new_page):
    page = new_page(javascript=False, language="de")
    index = CourseIndexPage.objects.order_by("path").first()
    page.goto(index.get_url())
    dates = page.locator(".event")
    assert dates.count() > 0
    page.get_by_role("searchbox").fill("zzzz")
    page.locator(".filters button").click()
    expect(dates).to_have_count(0)
    expect(page.locator(".empty a")).to_have_attribute("href", index.get_url())
