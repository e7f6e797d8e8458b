"""What the installed plugins provide, by key, each with the plugin that answers for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from wagtail.blocks import Block

from plugins import failures, loader, manager
from plugins.api import CertificateTemplate, CreditScheme, ModuleType, Profession
from plugins.failures import BREAKS, Phase, record
from plugins.keys import BUILT_IN, RESERVED_KEYS, is_name
from plugins.loader import Plugin, owner_of, plugin_named
from plugins.manager import plugin_manager
from plugins.specs import HOOKS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Provided(Generic[T]):
    """A descriptor with the plugin it came from, so that what it decides can be attributed."""

    value: T
    plugin: str
    version: str


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


PROVIDERS: tuple[Callable[[], dict[str, Provided[Any]]], ...] = (
    module_types,
    credit_schemes,
    certificate_templates,
    professions,
)


def reload() -> None:
    """Forget all that was read, so that the next question reads the installed plugins anew. Apps and addresses stay."""
    for cached in (*PROVIDERS, manager.plugin_manager, loader.discover):
        cached.cache_clear()  # type: ignore[attr-defined]
    failures.forget()


def _collect(hook: str) -> dict[str, Provided[Any]]:
    """Ask every plugin, the built-in ones first. What is wrong is recorded and left out; a second use of a key is wrong."""
    found: dict[str, Provided[Any]] = {}
    for plugin, value in _offers(hook):
        try:
            _verify(value, hook)
            _verify_key(value.key, plugin, hook, found)
        except KeyError as exc:
            record(plugin, Phase.KEY, exc.args[0])
        except BREAKS as exc:
            record(plugin, Phase.PROVIDER, exc)
        else:
            found[value.key] = Provided(value, plugin.name, plugin.version)
    return found


def _offers(hook: str) -> Iterator[tuple[Plugin, Any]]:
    implementations = getattr(plugin_manager().hook, hook).get_hookimpls()
    for implementation in sorted(implementations, key=lambda impl: (impl.plugin_name not in BUILT_IN, impl.plugin_name)):
        name = implementation.plugin_name
        plugin = plugin_named(name) or Plugin(name=name, distribution="", version="")
        try:
            values = list(implementation.function())
        except BREAKS as exc:
            record(plugin, Phase.PROVIDER, exc)
        else:
            yield from ((plugin, value) for value in values)


def _verify(value: object, hook: str) -> None:
    if not isinstance(value, HOOKS[hook]):
        raise TypeError(f"{hook} gave {type(value).__name__} instead of {HOOKS[hook].__name__}.")
    if isinstance(value, ModuleType):
        _verify_block(value)
    if isinstance(value, CreditScheme) and not callable(value.compute):
        raise TypeError(f"The credit scheme {value.key} has nothing to compute with.")
    if isinstance(value, CertificateTemplate) and not value.folder.is_dir():
        raise ValueError(f"The folder of the certificate design {value.key} does not exist: {value.folder}")


def _verify_block(module_type: ModuleType) -> None:
    """Do once what the editor does for every block of a page, so that one broken block cannot keep a page from opening."""
    block = module_type.block()
    if not isinstance(block, Block):
        raise TypeError(f"The block of the module type {module_type.key} is not a Wagtail block.")
    block.set_name(str(module_type.key))
    block.get_form_state(block.get_default())
    str(module_type.label)


def _verify_key(key: object, plugin: Plugin, hook: str, found: dict[str, Provided[Any]]) -> None:
    if not isinstance(key, str) or not is_name(key):
        raise KeyError(f"{key!r} is not a key: small letters, digits and underscores, a letter first.")
    if key in found:
        raise KeyError(f"The key {key} is in use already, by the plugin {found[key].plugin}.")
    if plugin.name in BUILT_IN and (key in RESERVED_KEYS or hook == "professions"):
        return
    if key in RESERVED_KEYS:
        raise KeyError(f"The key {key} is reserved for the core.")
    owner = owner_of(key)
    if owner is None or owner.name != plugin.name:
        raise KeyError(f"The key {key} does not belong to {plugin.name}, but to {owner.name if owner else 'nobody'}.")
