import pytest

from plugins.models import PluginActivation
from tests.plugins.packages import info

HOOKS = """
from plugins.api import CertificatePurpose, hookimpl
from django.db import connection

def check(case, settings):
    {body}

@hookimpl
def certificate_purposes():
    return [CertificatePurpose(key="acme_licence", label="Licence to train", statement="may train others in:", check=check)]
"""


@pytest.fixture
def licence(installed, region):
    """A plugin with a kind of certificate of its own; called with the body of its check."""

    def install(body):
        installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)})
        PluginActivation.objects.create(region=region, plugin="acme", config={"least": 60})

    return install
