"""The base class of plugins' Django apps, which keeps a failing app from stopping the site."""

from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps

from plugins.api import PluginInfo
from plugins.failures import BREAKS, Phase, record
from plugins.keys import owning_name

FORBIDDEN = ("wagtail_hooks", "templatetags")
"""Modules that Wagtail and Django import for the whole site, where a failure of one plugin would stop all of it."""


class PluginAppConfig(AppConfig):
    """An app of a plugin. Its label is the plugin's name or begins with it and an underscore.

    Write ``plugin_ready()`` where another app has ``ready()``: it is called once all apps are loaded, and may fail.
    """

    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "ready" in cls.__dict__ or "import_models" in cls.__dict__:
            raise TypeError("An app of a plugin has plugin_ready() instead of ready(), and no import_models().")

    def plugin_ready(self) -> None:
        """What the app does once all apps are loaded; nothing, unless overridden."""

    def import_models(self) -> None:
        try:
            super().import_models()
        except BREAKS as exc:
            self._fail(exc)
            # Models defined before the failure must not be half there: relations to them would be followed.
            registry = self.apps or apps
            registry.all_models[self.label].clear()
            registry.clear_cache()
            self.models_module = None

    def ready(self) -> None:
        try:
            self.plugin_ready()
        except BREAKS as exc:
            self._fail(exc)

    def _fail(self, cause: BaseException) -> None:
        from plugins.loader import owner_of

        if owner := owner_of(self.label):
            record(owner, Phase.APP, cause)


def labels_of(info: PluginInfo) -> list[str]:
    """The labels of the plugin's apps, which Django wants to be the only ones of their name."""
    return [AppConfig.create(path).label for path in info.apps]


def verify_apps(info: PluginInfo) -> None:
    """Build each app of the plugin once, before Django does. Raises what is wrong with it."""
    for path in info.apps:
        config = AppConfig.create(path)
        if not isinstance(config, PluginAppConfig):
            raise TypeError(f"{path} is not a PluginAppConfig.")
        if owning_name(config.label, [info.name]) is None:
            raise ValueError(f"The label of {path} is {config.label}; it must be {info.name} or begin with {info.name}_.")
        for module in FORBIDDEN:
            if find_spec(f"{config.name}.{module}"):
                raise ValueError(f"{config.name} has a module {module}, which plugins may not have.")
