"""The kit for the tests of a plugin: ``pytest_plugins = ["plugins.testing"]`` in ``conftest.py`` gives the fixtures.

``class TestAcme(PluginConformance): plugin = "acme"`` gives the tests that every plugin should pass.
See ``docs/plugins/testing.md``. The tests run in the site's own test settings: ``DJANGO_SETTINGS_MODULE=cms.settings.test``.
"""

from plugins.testing.conformance import PluginConformance
from plugins.testing.fixtures import (
    active_region,
    compute,
    installed_dist,
    region,
    register_plugin,
    render_certificate,
)
from plugins.testing.staff import staff_client

__all__ = [
    "PluginConformance",
    "active_region",
    "compute",
    "installed_dist",
    "region",
    "register_plugin",
    "render_certificate",
    "staff_client",
]
