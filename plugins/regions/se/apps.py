from plugins.app_config import PluginAppConfig


class SwedenConfig(PluginAppConfig):
    name = "plugins.regions.se"
    label = "se"
