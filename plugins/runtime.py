"""Calls of hooks: filtered by region, isolated from each other, and attributed."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.models import PluginActivation, Region
from plugins.registry import plugin_manager

logger = logging.getLogger(__name__)

BUILT_IN = frozenset({"core", "certificates"})
"""The plugins the site itself is made of: active in every region."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plugin answered, or the error it raised."""

    plugin: str
    value: Any = None
    error: Exception | None = None


class Hooks:
    """The hooks of a set of plugins."""

    def __init__(self, names: Iterable[str]):
        self._names = sorted(names)

    def each(self, hook: str, **arguments: Any) -> list[Answer]:
        """Ask every plugin that implements the hook; a failing one answers with its error and hinders no other."""
        manager = plugin_manager()
        answers = []
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            if implementation.plugin_name in self._names:
                answers.append(self._ask(implementation, hook, arguments))
        return sorted(answers, key=lambda answer: answer.plugin)

    def collect(self, hook: str, **arguments: Any) -> list[Any]:
        """All items of all answers in the order of plugin names; what failed is logged and left out."""
        return [item for answer in self.each(hook, **arguments) if answer.error is None for item in answer.value or ()]

    def _ask(self, implementation: Any, hook: str, arguments: dict[str, Any]) -> Answer:
        known = {name: arguments[name] for name in implementation.argnames}
        try:
            value = implementation.function(**known)
            return Answer(implementation.plugin_name, value if value is None else tuple(value))
        except Exception as exc:
            logger.exception("Plugin %s failed in hook %s", implementation.plugin_name, hook)
            return Answer(implementation.plugin_name, error=exc)


def active_plugins(region: Region) -> frozenset[str]:
    """The names of the plugins active in the region, the built-in ones among them; one query."""
    return BUILT_IN.union(PluginActivation.objects.filter(region=region, enabled=True).values_list("plugin", flat=True))


def hooks_for(region: Region) -> Hooks:
    """The hooks of the plugins active in the region, the core's own among them; one query."""
    return Hooks(active_plugins(region))


def all_hooks() -> Hooks:
    """The hooks of every installed plugin, for what concerns a person rather than a region."""
    return Hooks(name for name, _ in plugin_manager().list_name_plugin())
