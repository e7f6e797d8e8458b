import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from tests import factories


def pytest_collection_modifyitems(items):
    """Gives tests that empty the database what the migrations put there (Wagtail's root page, site and language)."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Leaves a database that --reuse-db can use again, also after tests that empty it."""
    yield
    with django_db_blocker.unblock():
        if hasattr(connection, "_test_serialized_contents") and not Site.objects.exists():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture
def region(db):
    return factories.region()


@pytest.fixture
def now():
    return timezone.now()
