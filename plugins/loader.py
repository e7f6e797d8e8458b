"""Finds installed plugins through the entry-point group ``samkurs.plugins``. Runs while settings are read, so without them.

``PLUGINS_DISABLE=a,b`` starts without those plugins, ``PLUGINS_DISABLE=*`` without any but the built-in ones.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata

from plugins.api import API_VERSION, PluginInfo
from plugins.app_config import labels_of, verify_apps
from plugins.catalogues import verify_catalogues
from plugins.failures import BREAKS, Phase, failures_of, record
from plugins.keys import BUILT_IN, is_name, is_reserved, owning_name
from plugins.timing import timed

logger = logging.getLogger(__name__)

GROUP = "samkurs.plugins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """An installed plugin: where it came from, and what it says of itself unless reading it failed or was not wanted."""

    name: str
    distribution: str
    version: str
    module: str = ""
    info: PluginInfo | None = None
    is_disabled: bool = False

    @property
    def is_active(self) -> bool:
        """Whether the plugin takes part at all: it is wanted, was read, and no phase that it depends on failed."""
        return self.info is not None and not any(failure.phase.is_fatal for failure in failures_of(self))

    @property
    def is_healthy(self) -> bool:
        """Whether the plugin takes part and nothing of it has failed."""
        return self.info is not None and not failures_of(self)

    @property
    def error(self) -> str:
        """The first failure as a sentence, empty for a healthy plugin."""
        return next((str(failure) for failure in failures_of(self)), "")


@cache
def discover() -> tuple[Plugin, ...]:
    """Read every entry point once, by name. A plugin that fails is kept with its failure and stops no other."""
    plugins: dict[str, Plugin] = {}
    refused: list[Plugin] = []
    for point, distribution, version in sorted(_entry_points(), key=_rank):
        plugin = Plugin(name=point.name, distribution=distribution, version=version, module=point.module)
        if point.name in plugins and not _is_unwanted(point.name):
            record(plugin, Phase.NAME, f"The package {plugins[point.name].distribution} has a plugin of this name already.")
            refused.append(plugin)
        else:
            with timed(point.name):
                plugins[point.name] = _read(point, plugin)
    _verify_dependencies(plugins)
    return (*plugins.values(), *refused)


def plugin_named(name: str) -> Plugin | None:
    """The installed plugin of that name, in whatever state; None when no package has one."""
    return next((plugin for plugin in discover() if plugin.name == name), None)


def owner_of(key: str) -> Plugin | None:
    """The installed plugin that owns the key: its name is the key or begins it; where several do, the longest."""
    name = owning_name(key, (plugin.name for plugin in discover()))
    return plugin_named(name) if name else None


def plugin_apps(core: list[str]) -> list[str]:
    """The Django apps of the active plugins, to be installed after the core's.

    A plugin whose app has a label of the core or of another plugin is left out, for Django would refuse to start.
    """
    taken = {prefix + app.rpartition(".")[2] for app in core for prefix in ("", "wagtail")}
    apps: list[str] = []
    for plugin in discover():
        if not (plugin.info and plugin.is_active):
            continue
        labels = labels_of(plugin.info)
        if clash := taken.intersection(labels):
            record(plugin, Phase.APP, f"The app label {min(clash)} belongs to the core or to another plugin.")
        else:
            taken.update(labels)
            apps += plugin.info.apps
    return apps


Found = tuple[metadata.EntryPoint, str, str]
"""An entry point with the name and version of its package."""


def _entry_points() -> Iterator[Found]:
    """Package by package, because one unreadable package must not hide the others. The first of a name on the path counts."""
    seen: set[str] = set()
    for dist in metadata.distributions():
        try:
            points = [point for point in dist.entry_points if point.group == GROUP]
            name, version = (dist.name, dist.version) if points else ("", "")  # each reads the package's whole description
            if points and name not in seen:
                seen.add(name)
                yield from ((point, name, version) for point in points)
        except BREAKS:
            logger.exception("The metadata of an installed package cannot be read: %s", getattr(dist, "_path", dist))


def _rank(found: Found) -> tuple[str, bool, str]:
    """By name; of two packages with one name, the site's own comes first."""
    point, distribution, _version = found
    return point.name, distribution != "samkurs", distribution


def _read(point: metadata.EntryPoint, plugin: Plugin) -> Plugin:
    if _is_unwanted(plugin.name):
        return replace(plugin, is_disabled=True)
    phase = Phase.NAME
    try:
        _verify_name(plugin.name)
        phase = Phase.ENTRY_POINT
        info = _verified(point.load(), plugin.name)
        phase = Phase.API
        _verify_api(info.api)
        phase = Phase.APP
        verify_apps(info)
        verify_catalogues(plugin.module, info)
    except BREAKS as exc:
        record(plugin, phase, exc)
        return plugin
    return replace(plugin, info=info)


def _is_unwanted(name: str) -> bool:
    unwanted = {part.strip() for part in os.environ.get("PLUGINS_DISABLE", "").split(",")}
    return name not in BUILT_IN and ("*" in unwanted or name in unwanted)


def _verify_name(name: str) -> None:
    if not is_name(name):
        raise ValueError("A name has small letters, digits and underscores and begins with a letter.")
    if is_reserved(name):
        raise ValueError("The name is reserved for the core.")


def _verified(info: object, name: str) -> PluginInfo:
    if not isinstance(info, PluginInfo):
        raise TypeError("The entry point does not name a PluginInfo.")
    if info.name != name:
        raise ValueError(f"The plugin calls itself {info.name!r}, its entry point says {name!r}.")
    return info


def _verify_api(api: str) -> None:
    host = ".".join(map(str, API_VERSION))
    try:
        major, minor = (int(part) for part in api.split("."))
    except (ValueError, AttributeError):
        raise ValueError(f"The hook API is written as {host!r}, not as {api!r}.") from None
    if major != API_VERSION[0] or minor > API_VERSION[1]:
        raise ValueError(f"The plugin was written for hook API {api}, this host offers {host}.")


def _verify_dependencies(plugins: dict[str, Plugin]) -> None:
    """Refuse plugins whose dependencies are not active, and then those that depend on them in turn."""
    active = {name for name, plugin in plugins.items() if plugin.is_active}
    while lacking := {name for name in active if set(plugins[name].info.depends) - active}:  # type: ignore[union-attr]
        for name in sorted(lacking):
            missing = ", ".join(sorted(set(plugins[name].info.depends) - active))  # type: ignore[union-attr]
            record(plugins[name], Phase.DEPENDENCY, f"It depends on {missing}, which is not installed or does not work.")
        active -= lacking
