"""What the installed plugins provide, by key, each with the plugin that answers for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from plugins import failures, loader, manager, timing
from plugins.api import (
    CertificatePurpose,
    CertificateSeal,
    CertificateTemplate,
    ContentBlock,
    CreditReportFormat,
    CreditReportService,
    CreditScheme,
    ModuleType,
    Profession,
    ProfessionalNumber,
    RegistrationQuestion,
    RegistrationRule,
    ReportFormat,
    SystemCheck,
)
from plugins.failures import BREAKS, Phase, record
from plugins.keys import BUILT_IN, RESERVED_KEYS, is_name
from plugins.loader import Plugin, owner_of, plugin_named
from plugins.manager import plugin_manager
from plugins.specs import HOOKS
from plugins.timing import timed
from plugins.verification import verify_item, verify_texts

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
def content_blocks() -> dict[str, Provided[ContentBlock]]:
    return _collect("content_blocks")


@cache
def credit_schemes() -> dict[str, Provided[CreditScheme]]:
    return _collect("credit_schemes")


@cache
def certificate_templates() -> dict[str, Provided[CertificateTemplate]]:
    return _collect("certificate_templates")


@cache
def certificate_seals() -> dict[str, Provided[CertificateSeal]]:
    return _collect("certificate_seals")


@cache
def certificate_purposes() -> dict[str, Provided[CertificatePurpose]]:
    return _collect("certificate_purposes")


@cache
def professions() -> dict[str, Provided[Profession]]:
    return _collect("professions")


@cache
def registration_rules() -> dict[str, Provided[RegistrationRule]]:
    return _collect("registration_rules")


@cache
def registration_questions() -> dict[str, Provided[RegistrationQuestion]]:
    return _collect("registration_questions")


@cache
def professional_numbers() -> dict[str, Provided[ProfessionalNumber]]:
    return _collect("professional_numbers")


@cache
def report_formats() -> dict[str, Provided[ReportFormat]]:
    return _collect("report_formats")


@cache
def credit_report_formats() -> dict[str, Provided[CreditReportFormat]]:
    return _collect("credit_report_formats")


@cache
def credit_report_services() -> dict[str, Provided[CreditReportService]]:
    return _collect("credit_report_services")


@cache
def system_checks() -> dict[str, Provided[SystemCheck]]:
    return _collect("system_checks")


PROVIDERS: tuple[Callable[[], dict[str, Provided[Any]]], ...] = (
    module_types,
    content_blocks,
    credit_schemes,
    certificate_templates,
    certificate_seals,
    certificate_purposes,
    professions,
    registration_rules,
    registration_questions,
    professional_numbers,
    report_formats,
    credit_report_formats,
    credit_report_services,
    system_checks,
)


def reload() -> None:
    """Forget all that was read, so that the next question reads the installed plugins anew. Apps and addresses stay."""
    for cached in (*PROVIDERS, manager.implementations, manager.plugin_manager, loader.discover):
        cached.cache_clear()  # type: ignore[attr-defined]
    failures.forget()
    timing.forget()


def _collect(hook: str) -> dict[str, Provided[Any]]:
    """Ask every plugin, the built-in ones first. What is wrong is recorded and left out; a second use of a key is wrong."""
    found: dict[str, Provided[Any]] = {}
    for plugin, value in _offers(hook):
        try:
            verify_item(value, HOOKS[hook])
            _verify_key(value.key, plugin, hook, found)
            verify_texts(value)
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
            with timed(name):
                values = list(implementation.function())
        except BREAKS as exc:
            record(plugin, Phase.PROVIDER, exc)
        else:
            yield from ((plugin, value) for value in values)


def _verify_key(key: str, plugin: Plugin, hook: str, found: dict[str, Provided[Any]]) -> None:
    if not is_name(key):
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
