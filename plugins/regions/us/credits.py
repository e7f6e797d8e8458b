"""United States: AMA PRA Category 1 credits."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditScheme
from plugins.credit_rules import determined, line, minutes_by_day, not_told, undetermined

QUARTER = 15
"""Minutes of the smallest credit, 0.25."""


def ama(facts: CreditFacts) -> CreditAnswer:
    """1 credit for 60 minutes, to the nearest quarter of the whole activity. Sessions at the same time count once; no maximum.

    Source: bumc.bu.edu (AMA PRA credit system, 2006 edition) and aoeconsulting.com on activity formats. Whole minutes never lie
    half-way between two quarters, so the case that the text leaves open does not arise.

    >>> example("us_ama", 68)
    '1.25 credits'
    """
    if reason := not_told(facts):
        return undetermined("credits", _("{reason} Ask the provider accredited by the ACCME.").format(reason=reason))
    minutes = sum(minutes_by_day(facts.sessions).values())
    amount = Decimal((minutes + QUARTER // 2) // QUARTER) / 4
    sentence = _("{minutes} minutes attended, to the nearest quarter of an hour.").format(minutes=minutes)
    return determined("credits", [line("basis", amount, sentence)])


SCHEMES = (
    CreditScheme(
        key="us_ama",
        label=gettext_lazy("United States: AMA PRA Category 1"),
        authority=gettext_lazy("the provider accredited by the ACCME"),
        source="bumc.bu.edu (AMA PRA credit system, 2006 edition); aoeconsulting.com (credit by activity format)",
        unit="credits",
        compute=ama,
        read_on=date(2026, 11, 22),
    ),
)
