"""Every public screen that the walks in the other files do not pass: without a barrier, and fitting a phone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from certificates import domain
from cms.security import second_factor
from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from training.domain.account import account_for

LANGUAGES = ["de", "en"]


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def region(live_server):
    return factories.region()


@pytest.fixture
def look(new_page):
    """Opens addresses in German, or another language, and holds each page against the rules on a desk and on a phone."""

    def look(*addresses: str, sign_in=None, user=None, language: str = "de") -> None:
        page = new_page(language=language)
        if user:
            sign_in(page, user)
        for address in addresses:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert page.locator("html").get_attribute("lang") == language
            assert_accessible(page)
            assert_reflows(page)

    return look


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_in_every_state(look, live_server, language):
    region = factories.region(language=language)
    full = factories.event(region, capacity=1)
    factories.registration(full)
    closed = factories.event(region, state="cancelled", cancellation_reason="Die Referentin ist erkrankt.")
    past = factories.event(region, starts_in=timedelta(days=-30))
    addresses = [event.get_absolute_url() for event in (full, closed, past)]
    look(*addresses, f"{addresses[0]}register/", f"{addresses[2]}register/", language=language)


def test_registrations_in_every_state(look, sign_in, region):
    user = account_for("kim@practice.example")
    person, now = factories.person(user=user), timezone.now()
    states = {
        "pending": {},
        "waiting": {"holds_seat": False, "waiting_since": now},
        "rejected": {"holds_seat": False, "cancellation_reason": "Der Kurs ist für Hebammen."},
    }
    made = [factories.registration(factories.event(region), person, state=state, **more) for state, more in states.items()]
    made.append(factories.registration(factories.event(region, state="cancelled"), person))
    look(*(registration.get_absolute_url() for registration in made), sign_in=sign_in, user=user)
    look(made[0].get_absolute_url())


@pytest.mark.parametrize("language", LANGUAGES)
def test_certificates_valid_revoked_and_unknown(look, sign_in, live_server, language):
    region = factories.region(language=language)
    user, now = account_for("kim@practice.example"), timezone.now()
    event = factories.event(region, starts_in=timedelta(days=-3))
    valid, revoked = (
        domain.issue(factories.attended(factories.registration(event, person)), now=now, by=None)
        for person in (factories.person(user=user, language=language), factories.person())
    )
    domain.revoke(revoked, reason="Die Zeiten waren falsch.", by=factories.staff(), now=now)
    codes = [f"/verify/{code}/" for code in (valid.code, revoked.code, "0000")]
    look("/verify/", "/verify/?code=", *codes, language=language)
    look(f"/certificates/{valid.serial}/", "/my/", sign_in=sign_in, user=user, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_and_out_and_wrong_addresses(look, sign_in, region, language):
    look(
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/inactive/",
        "/not/here/",
        language=language,
    )
    look("/accounts/logout/", sign_in=sign_in, user=account_for("kim@practice.example"), language=language)


def test_setting_up_a_second_factor_shows_its_code_as_a_picture(page, look, sign_in, region):
    user = account_for("new@office.example")
    sign_in(page, user)
    page.goto("/accounts/2fa/totp/activate/")
    width = page.locator("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    assert width > 100
    look("/accounts/2fa/", "/accounts/2fa/totp/activate/", sign_in=sign_in, user=user)


def test_showing_a_second_factor(look, sign_in, region):
    user = account_for("staff@office.example")
    second_factor.enrol(user)
    look("/accounts/2fa/reauthenticate/", sign_in=sign_in, user=user)
