"""How each plugin stands in a region: what it is, whether it acts there, whether it works, and what it provides, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from plugins.checks import provoked_failures
from plugins.failures import Failure, failures_of
from plugins.keys import BUILT_IN
from plugins.loader import Plugin, discover
from plugins.models import PluginActivation, Region
from plugins.registry import PROVIDERS
from plugins.translations import description_of, label_of

PROVIDED = {
    "module_types": _("Kinds of modules"),
    "content_blocks": _("Blocks for pages"),
    "credit_schemes": _("Credit schemes"),
    "certificate_templates": _("Certificate designs"),
    "certificate_seals": _("Signatures of certificates"),
    "certificate_purposes": _("Kinds of certificates"),
    "professions": _("Professions"),
    "registration_rules": _("Rules on who may register"),
    "registration_questions": _("Questions of the registration form"),
    "professional_numbers": _("Numbers of professionals"),
    "report_formats": _("Attendance reports"),
    "credit_report_formats": _("Lists of credits for a body"),
    "credit_report_services": _("Electronic reports of credits"),
    "system_checks": _("Checks of the installation"),
}


class Condition(Enum):
    """Whether a plugin can act at all, wherever it is switched on."""

    WORKS = "works"
    PARTLY = "partly"
    BROKEN = "broken"
    LEFT_OUT = "left out"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """One plugin in one region. ``plugin`` is None when it is not installed any more."""

    name: str
    plugin: Plugin | None
    is_on: bool

    @property
    def info(self) -> Any:
        return self.plugin.info if self.plugin else None

    @property
    def label(self) -> str:
        return label_of(self.plugin) if self.plugin else self.name

    @property
    def description(self) -> str:
        return description_of(self.plugin) if self.plugin else ""

    @property
    def is_built_in(self) -> bool:
        return self.name in BUILT_IN

    @property
    def is_restricted(self) -> bool:
        return bool(self.info and self.info.restricted)

    @property
    def condition(self) -> Condition:
        if self.plugin is None:
            return Condition.GONE
        if self.plugin.is_disabled:
            return Condition.LEFT_OUT
        if not self.plugin.is_active:
            return Condition.BROKEN
        return Condition.WORKS if self.plugin.is_healthy else Condition.PARTLY

    @property
    def can_be_switched_on(self) -> bool:
        return not self.is_on and self.condition in {Condition.WORKS, Condition.PARTLY}

    @property
    def has_settings(self) -> bool:
        return bool(self.info and self.info.settings_form and self.condition in {Condition.WORKS, Condition.PARTLY})

    @property
    def failures(self) -> tuple[Failure, ...]:
        return failures_of(self.plugin) if self.plugin else ()

    def provides(self) -> list[tuple[Any, list[str]]]:
        """The labels of what it provides, by kind."""
        found = ((PROVIDED[provider.__name__], list(self._labels(provider()))) for provider in PROVIDERS)
        return [(kind, sorted(labels, key=str.casefold)) for kind, labels in found if labels]

    def _labels(self, provided: dict[str, Any]) -> Iterator[str]:
        return (str(item.value.label) for item in provided.values() if item.plugin == self.name)


def standings(region: Region) -> list[Standing]:
    """Every installed plugin, and those that are gone and still switched on there, by label; one query."""
    provoked_failures()
    rows = PluginActivation.objects.filter(region=region, enabled=True)
    active = BUILT_IN.union(rows.values_list("plugin", flat=True))
    installed = [Standing(plugin.name, plugin, plugin.name in active) for plugin in discover()]
    gone = [Standing(name, None, True) for name in active - {plugin.name for plugin in discover()} - BUILT_IN]
    return sorted(installed + gone, key=lambda standing: standing.label.casefold())


def standing(region: Region, name: str) -> Standing | None:
    """The plugin of that name as it stands in the region; one query."""
    return next((found for found in standings(region) if found.name == name), None)
