"""Finds installed plugins through the entry-point group ``samkurs.plugins`` and keeps what went wrong with each."""

from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata

from plugins.api import API_VERSION, PluginInfo

GROUP = "samkurs.plugins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """An installed plugin: what it says of itself, where it came from, and its failure if it has one."""

    name: str
    distribution: str
    version: str
    info: PluginInfo | None = None
    phase: str = ""
    error: str = ""

    @property
    def is_healthy(self) -> bool:
        return not self.error


@cache
def discover() -> tuple[Plugin, ...]:
    """Read every entry point once, sorted by name. A plugin that fails is kept with its error and stops no other."""
    entry_points = sorted(metadata.entry_points(group=GROUP), key=lambda ep: ep.name)
    return tuple(_read(entry_point) for entry_point in entry_points)


def _read(entry_point: metadata.EntryPoint) -> Plugin:
    dist = entry_point.dist
    plugin = Plugin(name=entry_point.name, distribution=dist.name if dist else "", version=dist.version if dist else "")
    try:
        info = entry_point.load()
        _verify(info, entry_point.name)
    except Exception as exc:
        return replace(plugin, phase="entry point", error=f"{type(exc).__name__}: {exc}")
    return replace(plugin, info=info)


def _verify(info: object, name: str) -> None:
    if not isinstance(info, PluginInfo):
        raise TypeError("The entry point does not name a PluginInfo.")
    if info.name != name:
        raise ValueError(f"The plugin calls itself {info.name!r}, its entry point says {name!r}.")
    major, minor = (int(part) for part in info.api.split("."))
    if major != API_VERSION[0] or minor > API_VERSION[1]:
        host = ".".join(map(str, API_VERSION))
        raise ValueError(f"The plugin was written for hook API {info.api}, this host offers {host}.")


def owner_of(key: str) -> Plugin | None:
    """The installed plugin that owns the key: its name is the key or begins it; where several do, the longest."""
    owners = [plugin for plugin in discover() if key == plugin.name or key.startswith(f"{plugin.name}_")]
    return max(owners, key=lambda plugin: len(plugin.name), default=None)
