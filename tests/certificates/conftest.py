import shutil

import pytest
from django.utils import translation

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.conftest import installed  # noqa: F401 a fixture
from tests.plugins.packages import info

PURPOSE = """
from plugins.api import CertificatePurpose, hookimpl
from django.db import connection

def check(case, settings):
    {body}

@hookimpl
def certificate_purposes():
    return [CertificatePurpose(key="acme_licence", label="Licence to train", statement="may train others in:", check=check)]
"""


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


@pytest.fixture
def licence(installed, region):  # noqa: F811 the fixture
    """A plugin with a kind of certificate of its own; called with the body of its check."""

    def install(body):
        installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": PURPOSE.format(body=body)})
        PluginActivation.objects.create(region=region, plugin="acme", config={"least": 60})

    return install
