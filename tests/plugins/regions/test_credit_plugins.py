"""The bodies beyond the regions' own countries are plugins of their own, and hold what every plugin promises."""

from plugins.testing import PluginConformance


class TestAustria(PluginConformance):
    plugin = "at"


class TestSwitzerland(PluginConformance):
    plugin = "ch"


class TestEurope(PluginConformance):
    plugin = "eu"


class TestUnitedStates(PluginConformance):
    plugin = "us"
