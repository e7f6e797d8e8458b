"""The checks find what they are there to find, and the frame of the site passes them."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Site

from tests.browser.checks import assert_accessible, assert_reflows


def test_a_page_with_a_barrier_is_refused_with_its_markup(page):
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="data:,"></main></html>')
    with pytest.raises(AssertionError, match=r'image-alt \(critical\).*\n.*<img src="data:,">'):
        assert_accessible(page)


def test_a_page_that_is_too_wide_is_refused_with_its_markup(page):
    page.set_content('<p id="wide" style="width: 500px">wide</p>')
    with pytest.raises(AssertionError, match='too wide at 360 px:\n<p id="wide"'):
        assert_reflows(page)


def test_a_wide_table_in_a_scrolling_box_is_fine(page):
    page.set_content('<div style="overflow-x: auto"><p style="width: 900px">wide</p></div>')
    assert_reflows(page)


def test_the_root_pages_of_the_migrations_are_there_in_every_browser_test(page):
    assert Site.objects.get().root_page.url is not None


@pytest.mark.parametrize("visitor", ["page", "phone"])
def test_the_page_for_a_wrong_address_is_accessible_and_fits(visitor, request):
    page = request.getfixturevalue(visitor)
    page.goto("/verify/nothing/here/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)


def test_a_page_can_be_seen_without_javascript(plain_page):
    plain_page.goto("/verify/nothing/here/")
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()
    assert_reflows(plain_page)
