from plugins.settings import Stored, settings_of
from tests.plugins.packages import info


def test_what_a_plugin_does_to_its_settings_reaches_nobody_else(installed, settings):
    settings.PLUGIN_SETTINGS = {"acme": {"bodies": ["chamber"]}}
    installed.install("acme", {"__init__.py": info("acme", default_settings={"days": ["mo"]})})
    changed = settings_of("acme", Stored({}))
    changed["bodies"].append("other")
    changed["days"].append("tu")
    assert settings_of("acme", Stored({})) == {"bodies": ["chamber"], "days": ["mo"]}
