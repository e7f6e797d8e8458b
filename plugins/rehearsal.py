"""Asks of every plugin, before the first request, what the settings screen and ``migrate`` ask of it, so that it fails now."""

import pkgutil
from importlib import import_module

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.forms import BaseForm
from django.utils.module_loading import import_string

from plugins.api import PluginInfo
from plugins.app_config import labels_of
from plugins.failures import BREAKS, Phase, record
from plugins.loader import Plugin, discover


def rehearse_settings() -> None:
    """Import the settings form of every active plugin, and what migrates its settings."""
    for plugin in discover():
        if plugin.info and plugin.is_active:
            _try_settings(plugin, plugin.info)


def rehearse_migrations() -> None:
    """Import the migrations of every active plugin, as only ``migrate`` would, which one of them would end with a traceback."""
    for plugin in discover():
        if plugin.info and plugin.is_active:
            _try_migrations(plugin, plugin.info)


def _try_settings(plugin: Plugin, info: PluginInfo) -> None:
    try:
        if info.settings_form and not issubclass(import_string(info.settings_form), BaseForm):
            raise TypeError(f"{info.settings_form} is not a Django form.")
        if info.settings_migrate and not callable(import_string(info.settings_migrate)):
            raise TypeError(f"{info.settings_migrate} cannot be called.")
        if info.settings_version > 1 and not info.settings_migrate:
            raise ValueError(f"Its settings have version {info.settings_version}, but no settings_migrate for older ones.")
    except BREAKS as exc:
        record(plugin, Phase.SETTINGS, exc)


def _try_migrations(plugin: Plugin, info: PluginInfo) -> None:
    for label in sorted(_installed_labels(info)):
        name, _explicit = MigrationLoader.migrations_module(label)
        try:
            for module in _modules(name):
                if not hasattr(import_module(module), "Migration"):
                    raise TypeError(f"{module} has no class Migration.")
        except BREAKS as exc:
            record(plugin, Phase.MIGRATIONS, exc)


def _installed_labels(info: PluginInfo) -> set[str]:
    return {config.label for config in apps.get_app_configs()}.intersection(labels_of(info))


def _modules(package: str | None) -> list[str]:
    """The modules Django would look for migrations in; none where the app has no folder for them."""
    if package is None:
        return []
    try:
        paths = import_module(package).__path__
    except ModuleNotFoundError as exc:
        if exc.name == package:
            return []
        raise
    return [f"{package}.{module.name}" for module in pkgutil.iter_modules(paths) if module.name[0] not in "_~"]
