"""Calls of hooks: filtered by region, isolated from each other, and attributed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from plugins.api import CertificateTemplate, CreditScheme, ModuleType
from plugins.failures import BREAKS, Phase, record
from plugins.keys import BUILT_IN
from plugins.loader import plugin_named
from plugins.manager import plugin_manager
from plugins.models import PluginActivation, Region
from plugins.registry import Provided, certificate_templates, credit_schemes, module_types
from plugins.specs import HOOKS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plugin answered, or the error it raised."""

    plugin: str
    value: tuple[Any, ...] = ()
    error: BaseException | None = None


class Hooks:
    """The hooks of a set of plugins."""

    def __init__(self, names: Iterable[str]):
        self._names = frozenset(names)

    def each(self, hook: str, **arguments: Any) -> list[Answer]:
        """Ask every plugin that implements the hook; a failing one answers with its error and hinders no other."""
        implementations = getattr(plugin_manager().hook, hook).get_hookimpls()
        chosen = [impl for impl in implementations if impl.plugin_name in self._names]
        return [_ask(impl, hook, arguments) for impl in sorted(chosen, key=lambda impl: impl.plugin_name)]

    def collect(self, hook: str, **arguments: Any) -> list[Any]:
        """All items of all answers in the order of plugin names; what failed is logged and left out."""
        return [item for answer in self.each(hook, **arguments) for item in answer.value]


def _ask(implementation: Any, hook: str, arguments: dict[str, Any]) -> Answer:
    name = implementation.plugin_name
    try:
        value = implementation.function(**{argument: arguments[argument] for argument in implementation.argnames})
        items = tuple(value or ())
        for wrong in (item for item in items if not isinstance(item, HOOKS[hook])):
            raise TypeError(f"{hook} gave {type(wrong).__name__} instead of {HOOKS[hook].__name__}.")
    except BREAKS as exc:
        if plugin := plugin_named(name):
            record(plugin, Phase.RUN_TIME, exc)
        return Answer(name, error=exc)
    return Answer(name, items)


def active_plugins(region: Region) -> frozenset[str]:
    """The names of the plugins active in the region, the built-in ones among them; one query."""
    return BUILT_IN.union(PluginActivation.objects.filter(region=region, enabled=True).values_list("plugin", flat=True))


def hooks_for(region: Region) -> Hooks:
    """The hooks of the plugins active in the region, the core's own among them; one query."""
    return Hooks(active_plugins(region))


def all_hooks() -> Hooks:
    """The hooks of every installed plugin, for what concerns a person rather than a region."""
    return Hooks(name for name, _ in plugin_manager().list_name_plugin())


def module_types_for(region: Region) -> dict[str, Provided[ModuleType]]:
    """The module types that editors of the region can choose; one query."""
    return _only(module_types(), active_plugins(region))


def credit_schemes_for(region: Region) -> dict[str, Provided[CreditScheme]]:
    """The credit schemes that organisers of the region can choose; one query."""
    return _only(credit_schemes(), active_plugins(region))


def certificate_templates_for(region: Region) -> dict[str, Provided[CertificateTemplate]]:
    """The certificate designs that the region can choose; one query."""
    return _only(certificate_templates(), active_plugins(region))


def _only(provided: Mapping[str, Provided[T]], plugins: frozenset[str]) -> dict[str, Provided[T]]:
    return {key: item for key, item in provided.items() if item.plugin in plugins}
