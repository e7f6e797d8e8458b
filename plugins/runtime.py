"""Calls of hooks: filtered by region, isolated from each other, and attributed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, NoneType
from typing import Any, TypeVar

from plugins.failures import BREAKS
from plugins.isolation import contained, record_failure
from plugins.keys import BUILT_IN
from plugins.manager import Implementation, implementations, plugin_manager
from plugins.models import PluginActivation, Region
from plugins.registry import Provided
from plugins.settings import Stored, settings_of
from plugins.specs import HOOKS, IN_TRANSACTIONS
from plugins.verification import verify_item, verify_owner

T = TypeVar("T")
NOTHING = Stored({})


@dataclass(slots=True)
class Answer:
    """What one plugin answered, or the error it raised."""

    plugin: str
    value: tuple[Any, ...] = ()
    error: BaseException | None = None


class Hooks:
    """The hooks of a set of plugins, each asked with its own settings in the region at hand."""

    def __init__(self, stored: Mapping[str, Stored]):
        self._stored = stored
        self._names = sorted(stored)

    def each(self, hook: str, **arguments: Any) -> list[Answer]:
        """Ask every plugin that implements the hook; a failing one answers with its error and hinders no other."""
        known = implementations(hook)
        return [self._ask(known[name], hook, arguments) for name in self._names if name in known]

    def collect(self, hook: str, **arguments: Any) -> list[Any]:
        """All items of all answers in the order of plugin names; what failed is logged and left out."""
        return [item for answer in self.each(hook, **arguments) for item in answer.value]

    def _ask(self, implementation: Implementation, hook: str, arguments: dict[str, Any]) -> Answer:
        name, expected = implementation.plugin, HOOKS[hook]
        try:
            if "settings" in implementation.arguments:
                arguments = arguments | {"settings": self.settings(name)}
            if hook in IN_TRANSACTIONS:
                with contained():
                    items = _items(implementation, arguments, expected)
            else:
                items = _items(implementation, arguments, expected)
            for item in items:
                verify_item(item, expected)
                verify_owner(item, name)
        except BREAKS as exc:
            record_failure(name, exc)
            return Answer(name, error=exc)
        return Answer(name, items)

    def only(self, provided: Mapping[str, Provided[T]]) -> dict[str, Provided[T]]:
        """Of what all plugins provide, what those asked here do."""
        return {key: item for key, item in provided.items() if item.plugin in self._stored}

    def settings(self, name: str) -> Mapping[str, Any]:
        """The plugin's settings in the region, read-only. Raises KeyError when the plugin is not among those asked."""
        return MappingProxyType(settings_of(name, self._stored[name]))


def _items(implementation: Implementation, arguments: dict[str, Any], expected: type) -> tuple[Any, ...]:
    value = implementation.function(*[arguments[argument] for argument in implementation.arguments])
    return () if expected is NoneType else tuple(value or ())


def active_settings(region: Region) -> dict[str, Stored]:
    """The plugins active in the region, the built-in ones among them, each with what is stored of its settings; one query."""
    rows = PluginActivation.objects.filter(region=region, enabled=True).values_list("plugin", "config", "config_version")
    return dict.fromkeys(BUILT_IN, NOTHING) | {name: Stored(config, version) for name, config, version in rows}


def active_plugins(region: Region) -> frozenset[str]:
    """The names of the plugins active in the region, the built-in ones among them; one query."""
    return BUILT_IN.union(PluginActivation.objects.filter(region=region, enabled=True).values_list("plugin", flat=True))


def hooks_for(region: Region) -> Hooks:
    """The hooks of the plugins active in the region, the core's own among them; one query."""
    return Hooks(active_settings(region))


def hooks_by_region(regions: Iterable[int]) -> dict[int, Hooks]:
    """The hooks of each of the regions, by its id; one query for all of them."""
    stored: dict[int, dict[str, Stored]] = {pk: dict.fromkeys(BUILT_IN, NOTHING) for pk in regions}
    rows = PluginActivation.objects.filter(region__in=stored, enabled=True)
    for pk, name, config, version in rows.values_list("region", "plugin", "config", "config_version"):
        stored[pk][name] = Stored(config, version)
    return {pk: Hooks(active) for pk, active in stored.items()}


def all_hooks() -> Hooks:
    """The hooks of every installed plugin, for what concerns a person rather than a region."""
    return Hooks({name: NOTHING for name, _ in plugin_manager().list_name_plugin()})


def offered_in(region: Region, provided: Mapping[str, Provided[T]]) -> dict[str, Provided[T]]:
    """Of what all plugins provide, such as ``registry.module_types()``, what those active in the region do; one query."""
    active = active_plugins(region) if provided else frozenset()
    return {key: item for key, item in provided.items() if item.plugin in active}
