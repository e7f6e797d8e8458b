import gc

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from certificates.credentials import tokens
from certificates.domain import issuer_keys
from cms.security.second_factor import enrol, is_staff
from tests import factories
from tests.restoring import put_back, rows_of_migrations

pytest_plugins = ["plugins.testing"]


def pytest_collection_modifyitems(config, items):
    """Gives tests that empty the database what the migrations put there (Wagtail's root page, site and language).

    On PostgreSQL only what it could answer otherwise runs: see docs/decisions/tests_on_both_databases.md.
    """
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _depends_on_the_database(item)])
        items[:] = [item for item in items if _depends_on_the_database(item)]
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = marker.kwargs if marker else {}
        if options.get("transaction") or {"transactional_db", "live_server"} & set(item.fixturenames):
            restored = pytest.mark.django_db(**options | {"transaction": True, "serialized_rollback": True})
            item.add_marker(restored, append=False)


def pytest_collection_finish():
    """What is loaded by now stays: looking through it for garbage again and again takes a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


ON_BOTH = {
    "domain",
    "management",
    "test_demo.py",
    "test_scope.py",
    "test_usage.py",
    "test_viewsets.py",
    "test_the_sweep_sees_what_may_be_seen",
}
"""Where queries, locks and constraints are at home, and the sweep that opens every list."""

ALIKE_ON_BOTH = {"test_booking_properties.py", "test_share_properties.py"}
"""Many mixes of acts, one after the other: each act has tests of its own on both databases."""


def _depends_on_the_database(item):
    if item.path.name in ALIKE_ON_BOTH:
        return False
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    return asks and (ON_BOTH.intersection((*item.path.parts, item.name)) or "transactional_db" in item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Leaves a database that --reuse-db can use again, also after tests that empty it."""
    with django_db_blocker.unblock():
        if not Site.objects.exists():
            pytest.exit("The kept test database is empty, a run before this one was cut off: run pytest once with --create-db.")
        rows = rows_of_migrations()
    connection.creation.deserialize_db_from_string = lambda _serialized: put_back(rows)
    yield
    with django_db_blocker.unblock():
        if not Site.objects.exists():
            put_back(rows)


class SignedInClient(Client):
    """Leaves the session of staff as a whole sign-in does, the second factor included."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        if is_staff(user):
            show_second_factor(self, user)


def show_second_factor(client, user):
    factor = Authenticator.objects.filter(user=user).first() or enrol(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
    request.session.save()


@pytest.fixture
def client():
    return SignedInClient()


@pytest.fixture(scope="session")
def _made_before():
    return tokens.new_key()


@pytest.fixture(autouse=True)
def _keys_at_hand(_made_before, monkeypatch):
    """Every region's first key is the same one: a new one would take each test that issues a certificate a second."""
    monkeypatch.setattr(issuer_keys, "new_key", lambda: _made_before)


@pytest.fixture
def fresh_keys(_keys_at_hand, monkeypatch):
    """Every key is a new one, as in real life."""
    monkeypatch.setattr(issuer_keys, "new_key", tokens.new_key)


@pytest.fixture(autouse=True)
def _no_attempts_counted():
    """Limits of attempts start anew with each test."""
    cache.clear()


@pytest.fixture
def region(db):
    return factories.region()


@pytest.fixture
def now():
    return timezone.now()
