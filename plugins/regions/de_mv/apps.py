from plugins.app_config import PluginAppConfig


class MecklenburgVorpommernConfig(PluginAppConfig):
    name = "plugins.regions.de_mv"
    label = "de_mv"
