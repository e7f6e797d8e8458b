from plugins.app_config import PluginAppConfig


class SaxonyConfig(PluginAppConfig):
    name = "plugins.regions.de_sn"
    label = "de_sn"
