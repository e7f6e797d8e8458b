import shutil

import pytest
from django.utils import translation

from tests import factories
from tests.plugins.conftest import installed  # noqa: F401 a fixture


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def region(db):
    return factories.region(language="en")


@pytest.fixture(autouse=True)
def empty_certificate_root(settings):
    yield
    shutil.rmtree(settings.CERTIFICATE_ROOT, ignore_errors=True)


@pytest.fixture
def event(region):
    return factories.event(region, host="Gesundheitsamt", scientific_lead="Dr. Robin Muster", venue=factories.venue(region))


@pytest.fixture
def attended(event):
    """A confirmed registration with attendance in every session."""
    return factories.attended(factories.registration(event, factories.person("Kim Beispiel")))
