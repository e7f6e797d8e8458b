from plugins.app_config import PluginAppConfig


class GermanyConfig(PluginAppConfig):
    name = "plugins.regions.de"
    label = "de"
