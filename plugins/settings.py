"""Settings of plugins: what the plugin presets, what the installation sets for all, what a region chose, in this order."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from plugins.api import PluginInfo
from plugins.loader import plugin_named


class Stored(NamedTuple):
    """What a region chose, with the version of the plugin's settings it was chosen in."""

    values: Mapping[str, Any]
    version: int = 1


def settings_of(name: str, stored: Stored) -> dict[str, Any]:
    """The settings that hold for a plugin where ``stored`` is kept, in the shape of the installed version.

    Secrets belong into ``PLUGIN_SETTINGS`` of the installation's settings, which are never shown. Raises what the plugin's own
    function raises that migrates older settings.
    """
    plugin = plugin_named(name)
    if plugin is None or plugin.info is None:
        return dict(stored.values)
    for_all = getattr(settings, "PLUGIN_SETTINGS", {}).get(name, {})
    return deepcopy({**plugin.info.default_settings, **for_all}) | migrated(plugin.info, stored)


def migrated(info: PluginInfo, stored: Stored) -> dict[str, Any]:
    """What a region chose, brought to the shape of the installed version by the plugin's own function."""
    if not stored.values or stored.version >= info.settings_version or not info.settings_migrate:
        return dict(stored.values)
    return dict(import_string(info.settings_migrate)(stored.version, stored.values))
