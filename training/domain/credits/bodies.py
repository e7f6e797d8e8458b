"""Whose credits count together: the schemes of one body, old and new, that fill the same account over years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditScheme, Text
from plugins.models import PluginActivation
from plugins.registry import Provided, credit_schemes
from training.models import Person

KINDS: Mapping[str, Text] = {
    "event": gettext_lazy("Course or event"),
    "self_study": gettext_lazy("Self-study"),
    "external": gettext_lazy("Anything else"),
}
"""What can be entered with every body. A body's own rule may know more kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditBody:
    """An account that people fill. ``scheme`` is the rule in force last, ``keys`` are all schemes whose credits count here."""

    scheme: CreditScheme
    plugin: str
    keys: frozenset[str]

    @property
    def key(self) -> str:
        return self.scheme.key

    @property
    def label(self) -> str:
        account = self.scheme.account
        return str((account.label if account else "") or self.scheme.label)

    @property
    def years(self) -> int | None:
        """How long a window is; None where the body states no goal over years."""
        return self.scheme.account.years if self.scheme.account else None

    @property
    def kinds(self) -> dict[str, Text]:
        return {**KINDS, **(self.scheme.account.kinds if self.scheme.account else {})}


def credit_bodies() -> dict[str, CreditBody]:
    """The body of each installed scheme, by the scheme's key. No query."""
    together: dict[object, list[Provided[CreditScheme]]] = {}
    for provided in credit_schemes().values():
        account = provided.value.account
        together.setdefault(id(account) if account else provided.value.key, []).append(provided)
    bodies = [_body(those) for those in together.values()]
    return {key: body for body in bodies for key in body.keys}


def body_choices(person: Person | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """All bodies by label, first those of the regions the person registered in; one query."""
    near = _plugins_near(person) if person else set()
    bodies = sorted({body.key: body for body in credit_bodies().values()}.values(), key=lambda body: body.label.casefold())
    here = [(body.key, body.label) for body in bodies if body.plugin in near]
    others = [(body.key, body.label) for body in bodies if body.plugin not in near]
    return [(heading, those) for heading, those in ((_("In your regions"), here), (_("Other bodies"), others)) if those]


def _plugins_near(person: Person) -> set[str]:
    rows = PluginActivation.objects.filter(enabled=True, region__events__registrations__person=person)
    return set(rows.values_list("plugin", flat=True))


def _body(provided: Iterable[Provided[CreditScheme]]) -> CreditBody:
    those = list(provided)
    latest = max(those, key=lambda one: _in_force(one.value))
    return CreditBody(scheme=latest.value, plugin=latest.plugin, keys=frozenset(one.value.key for one in those))


def _in_force(scheme: CreditScheme) -> tuple[date, date, str]:
    return scheme.effective_to or date.max, scheme.effective_from or date.min, scheme.key
