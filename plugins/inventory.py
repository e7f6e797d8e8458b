"""What is installed and where it is active, as ``manage.py plugins list`` shows it."""

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError

from plugins.checks import provoked_failures
from plugins.failures import failures_of
from plugins.keys import BUILT_IN
from plugins.loader import Plugin, discover
from plugins.manager import plugin_manager
from plugins.models import PluginActivation, Region
from plugins.registry import PROVIDERS
from plugins.timing import milliseconds
from plugins.translations import label_of


def inventory(region: Region | None = None) -> list[dict[str, Any]]:
    """Every installed plugin, then every one that is only remembered as active; with ``region`` those active there."""
    provoked_failures()
    active = _active_regions()
    installed = [_installed(plugin, active.get(plugin.name, [])) for plugin in discover()]
    gone = sorted(set(active) - {plugin.name for plugin in discover()})
    rows = installed + [_missing(name, active[name]) for name in gone]
    return [row for row in rows if region is None or region.slug in row["regions"]]


def _active_regions() -> dict[str, list[str]]:
    try:
        return _stored_regions()
    except DatabaseError:
        # A plugin is looked into most when nothing else works yet, so this must not need a migrated database.
        return {}


def _stored_regions() -> dict[str, list[str]]:
    active: dict[str, list[str]] = {
        name: list(Region.objects.order_by("slug").values_list("slug", flat=True)) for name in BUILT_IN
    }
    enabled = PluginActivation.objects.filter(enabled=True).order_by("region__slug")
    for name, slug in enabled.values_list("plugin", "region__slug"):
        active.setdefault(name, []).append(slug)
    return active


def _installed(plugin: Plugin, regions: Iterable[str]) -> dict[str, Any]:
    info, failed = plugin.info, failures_of(plugin)
    return {
        "name": plugin.name,
        "label": label_of(plugin) if info else "",
        "distribution": plugin.distribution,
        "version": plugin.version,
        "api": info.api if info else "",
        "state": _state(plugin),
        "failures": [
            {"code": failure.phase.code, "phase": failure.phase.title, "error": failure.cause, "remedy": failure.remedy}
            for failure in failed
        ],
        "hooks": _hooks(plugin) if plugin.is_active else [],
        "provides": _provides(plugin) if plugin.is_active else {},
        "regions": list(regions),
        "milliseconds": milliseconds(plugin.name),
    }


def _missing(name: str, regions: Iterable[str]) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "label": "",
        "distribution": "",
        "version": "",
        "api": "",
        "failures": [],
        "hooks": [],
        "provides": {},
    }
    return {"name": name, "state": "not installed", **nothing, "regions": list(regions), "milliseconds": 0.0}


def _state(plugin: Plugin) -> str:
    """``ok``, ``partly broken`` (something it offers is left out), ``broken`` or ``disabled``."""
    if plugin.is_disabled:
        return "disabled"
    if not plugin.is_active:
        return "broken"
    return "ok" if plugin.is_healthy else "partly broken"


def _hooks(plugin: Plugin) -> list[str]:
    module = plugin_manager().get_plugin(plugin.name)
    return sorted(caller.name for caller in plugin_manager().get_hookcallers(module) or ()) if module else []


def _provides(plugin: Plugin) -> dict[str, list[str]]:
    provided = {
        provider.__name__: sorted(key for key, item in provider().items() if item.plugin == plugin.name)
        for provider in PROVIDERS
    }
    return {hook: keys for hook, keys in provided.items() if keys}
