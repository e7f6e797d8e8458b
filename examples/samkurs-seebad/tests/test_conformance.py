from plugins.testing import PluginConformance


class TestConformance(PluginConformance):
    """What every plugin should do and leave alone; docs/plugins/testing.md of the site names each test."""

    plugin = "seebad"
