"""What the installed plugins provide, by key, each with the plugin that answers for it."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

import pluggy

from plugins import specs
from plugins.api import CertificateTemplate, CreditScheme, ModuleType, Profession
from plugins.loader import Plugin, discover

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Provided(Generic[T]):
    """A descriptor with the plugin it came from, so that what it decides can be attributed."""

    value: T
    plugin: str
    version: str


@cache
def plugin_manager() -> pluggy.PluginManager:
    """The manager with every healthy plugin's hooks registered under the plugin's name."""
    manager = pluggy.PluginManager("samkurs")
    manager.add_hookspecs(specs)
    for plugin in discover():
        if plugin.info and plugin.info.hooks:
            manager.register(import_module(plugin.info.hooks), name=plugin.name)
    return manager


def _collect(hook: str) -> dict[str, Provided[Any]]:
    manager = plugin_manager()
    versions: dict[str, Plugin] = {plugin.name: plugin for plugin in discover()}
    found: dict[str, Provided[Any]] = {}
    for name, module in sorted(manager.list_name_plugin()):
        implementation = getattr(module, hook, None)
        if implementation is None:
            continue
        for value in implementation():
            found[value.key] = Provided(value, name, versions[name].version)
    return found


@cache
def module_types() -> dict[str, Provided[ModuleType]]:
    return _collect("module_types")


@cache
def credit_schemes() -> dict[str, Provided[CreditScheme]]:
    return _collect("credit_schemes")


@cache
def certificate_templates() -> dict[str, Provided[CertificateTemplate]]:
    return _collect("certificate_templates")


@cache
def professions() -> dict[str, Provided[Profession]]:
    return _collect("professions")
