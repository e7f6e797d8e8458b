from plugins.app_config import PluginAppConfig


class HesseConfig(PluginAppConfig):
    name = "plugins.regions.de_he"
    label = "de_he"
