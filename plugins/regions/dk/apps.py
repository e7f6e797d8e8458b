from plugins.app_config import PluginAppConfig


class DenmarkConfig(PluginAppConfig):
    name = "plugins.regions.dk"
    label = "dk"
