"""A real browser in front of a real server. Every test here is marked ``browser``.

A test fails, too, when one of its pages asks a third party for something or breaks its own content security policy.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.plugins.conftest import installed  # noqa: F401 a fixture

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the thread of the tests

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    assert chromium, "The browser tests need Chromium: install it with  apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser, live_server):
    """Opens pages as different visitors would: ``new_page(width=360, javascript=False, language="da")``."""
    contexts, faults = [], []

    def note_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            faults.append(f"A page asked a third party: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def new_page(*, width: int = 1280, javascript: bool = True, language: str = "en") -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale=language,
        )
        context.set_default_timeout(10_000)
        context.on("request", note_request)
        context.on("console", note_message)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page) -> Page:
    """A desktop screen with JavaScript."""
    return new_page()


@pytest.fixture
def phone(new_page) -> Page:
    """A small phone."""
    return new_page(width=360)


@pytest.fixture
def plain_page(new_page) -> Page:
    """A browser without JavaScript: everything must work here too. axe needs JavaScript and would wait for ever."""
    return new_page(javascript=False)


@pytest.fixture
def sign_in(client, live_server, settings):
    """Gives a page the session of a user: ``sign_in(page, user)``."""

    def sign_in(page: Page, user) -> None:
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])

    return sign_in
