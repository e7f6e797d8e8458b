"""The pluggy manager with the hooks of all active plugins, each registered under its plugin's name."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from inspect import isfunction, signature
from types import ModuleType
from typing import Any

import pluggy

from plugins import specs
from plugins.failures import BREAKS, Phase, record
from plugins.loader import Plugin, discover
from plugins.timing import timed

PROJECT = "samkurs"


@dataclass(frozen=True, slots=True)
class Implementation:
    """A hook as one plugin implements it, with the arguments it takes."""

    plugin: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]


@cache
def plugin_manager() -> pluggy.PluginManager:
    """Import and register the hooks of every active plugin; one that fails is recorded and left out as a whole."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(specs)
    for plugin in discover():
        if plugin.info and plugin.info.hooks and plugin.is_active:
            with timed(plugin.name):
                _register(manager, plugin, plugin.info.hooks)
    return manager


@cache
def implementations(hook: str) -> dict[str, Implementation]:
    """The plugins that implement the hook, by name."""
    found = getattr(plugin_manager().hook, hook).get_hookimpls()
    return {impl.plugin_name: Implementation(impl.plugin_name, impl.function, tuple(impl.argnames)) for impl in found}


def _register(manager: pluggy.PluginManager, plugin: Plugin, dotted_name: str) -> None:
    try:
        module = import_module(dotted_name)
        if foreign := _foreign_arguments(module):
            raise TypeError(foreign)
        manager.register(module, name=plugin.name)
    except BREAKS as exc:
        record(plugin, Phase.HOOKS, exc)
        return
    if misuse := _misuse(manager, module):
        manager.unregister(module)
        record(plugin, Phase.HOOKS, misuse)


def _foreign_arguments(module: ModuleType) -> str:
    """What pluggy refuses, too, but in its own words."""
    for name in specs.HOOKS:
        function = vars(module).get(name)
        if isfunction(function) and hasattr(function, f"{PROJECT}_impl"):
            offered = signature(getattr(specs, name)).parameters
            if foreign := [argument for argument in signature(function).parameters if argument not in offered]:
                what = f"It offers {', '.join(offered)}." if offered else "It offers none."
                return f"{name} takes the argument {foreign[0]}, which the hook does not offer. {what}"
    return ""


def _meant(name: str) -> str:
    close = get_close_matches(name, specs.HOOKS, n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _misuse(manager: pluggy.PluginManager, module: ModuleType) -> str:
    """What pluggy lets pass and we do not: unknown hooks, wrappers around other plugins, and hooks that nobody would call."""
    for caller in manager.get_hookcallers(module) or ():
        for implementation in caller.get_hookimpls():
            if implementation.plugin is module and implementation.opts["wrapper"] | implementation.opts["hookwrapper"]:
                return f"{caller.name} is a wrapper, but no plugin may change the answer of another."
            if implementation.plugin is module and not caller.has_spec() and not implementation.optionalhook:
                return f"There is no hook {caller.name}.{_meant(caller.name)} Mark it optionalhook if only newer hosts have it."
    for name in specs.HOOKS:
        function = vars(module).get(name)
        if isfunction(function) and function.__module__ == module.__name__ and not hasattr(function, f"{PROJECT}_impl"):
            return f"{name} lacks the decorator @hookimpl, so it would never be called."
    return ""
