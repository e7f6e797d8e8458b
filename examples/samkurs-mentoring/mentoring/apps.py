from plugins.app_config import PluginAppConfig


class PluginApp(PluginAppConfig):
    """The Django app: templates, static files and models are found through it."""

    name = "mentoring"
    verbose_name = "Mentoring"
