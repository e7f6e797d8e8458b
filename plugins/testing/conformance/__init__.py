"""The tests that every plugin should pass. A test that has nothing to look at is skipped and says why."""

from plugins.testing.conformance.certificates import CertificateTests
from plugins.testing.conformance.content import ContentTests
from plugins.testing.conformance.credits import CreditTests
from plugins.testing.conformance.data import DataTests
from plugins.testing.conformance.package import PackageTests
from plugins.testing.conformance.places import PlaceTests
from plugins.testing.conformance.registration import RegistrationTests
from plugins.testing.conformance.settings import SettingsTests
from plugins.testing.conformance.translations import TranslationTests

__all__ = ["PluginConformance"]


class PluginConformance(
    PackageTests,
    ContentTests,
    CreditTests,
    CertificateTests,
    RegistrationTests,
    PlaceTests,
    DataTests,
    SettingsTests,
    TranslationTests,
):
    """Give it the plugin's name, and content of your own to try: ``class TestAcme(PluginConformance): plugin = "acme"``.

    ``contents`` maps the key of a module type or content block to values as they are stored; each has to survive what the
    default has to survive. ``older_contents`` maps a key to one value for each older version, needed from version 2 on.
    """
