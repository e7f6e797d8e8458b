"""The schemes that organisers choose: one for each generation of the rule, each on its own days."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _
from plugins.api import CreditScheme, hookimpl

from nordlicht.rules import rule_2019, rule_2026

TALK, WORKSHOP, READING = _("V: talks"), _("W: workshops"), _("S: reading at home")


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return [
        CreditScheme(
            key="nordlicht_2019",
            label=_("Nordlicht Chamber, rule of 2019"),
            authority=_("Nordlicht Chamber"),
            source="Invented: rule of the Nordlicht Chamber of 1 March 2019, paragraph 4",
            unit="points",
            compute=rule_2019,
            categories={"V": TALK, "W": WORKSHOP},
            effective_to=date(2025, 12, 31),
        ),
        CreditScheme(
            key="nordlicht_2026",
            label=_("Nordlicht Chamber, rule of 2026"),
            authority=_("Nordlicht Chamber"),
            source="Invented: rule of the Nordlicht Chamber of 1 January 2026, paragraph 4",
            unit="points",
            compute=rule_2026,
            categories={"V": TALK, "W": WORKSHOP, "S": READING},
            effective_from=date(2026, 1, 1),
        ),
    ]
