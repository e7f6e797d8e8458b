"""Europe: credits of the specialists' union (UEMS-EACCME) and of the board in cardiology (EBAC)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditLine, CreditScheme
from plugins.credit_parameters import cap
from plugins.credit_rules import capped_by_day, determined, line, not_told, number, refused, undetermined, units_by_day

READ_ON = date(2026, 11, 22)
HALF = Decimal("0.5")


def eaccme(facts: CreditFacts) -> CreditAnswer:
    """0.5 ECMEC for 30 minutes, at most 8 a day, only for those who took part and handed in their evaluation.

    Source: eapm.eu.com (EACCME credits, 2024), eadv.org (CME guidance), and criterion 22 of UEMS 2023.07 on the evaluation.
    Recordings are no live event there. That whole half hours of each day count is our reading.

    >>> example("eu_eaccme", 255, feedback=True)
    '4.0 ECMEC'
    """
    if reason := not_told(facts):
        return undetermined("ECMEC", _("{reason} Ask UEMS-EACCME.").format(reason=reason))
    if not facts.feedback:
        return refused("ECMEC", _("UEMS-EACCME gives credits only to those who handed in their evaluation of the event."))
    days, most = [half * HALF for half in units_by_day(facts, minutes=30).values()], number(facts, "day_cap")
    sentence = _("{amount} for whole half hours attended.").format(amount=sum(days))
    return determined("ECMEC", [line("basis", sum(days, Decimal(0)), sentence), _cap(days, most=most)])


def ebac(facts: CreditFacts) -> CreditAnswer:
    """1 credit an hour, at most 6 a day. That whole hours of each day count is our reading.

    Source: ebac-cme.org (EBAC credit system).

    >>> example("eu_ebac", 420)
    '6 credits'
    """
    if reason := not_told(facts):
        return undetermined("credits", _("{reason} Ask EBAC.").format(reason=reason))
    days, most = units_by_day(facts, minutes=60).values(), number(facts, "day_cap")
    sentence = _("{hours} whole hours attended.").format(hours=sum(days))
    return determined("credits", [line("basis", sum(days), sentence), _cap(days, most=most)])


def _cap(days: Iterable[Decimal | int], *, most: int) -> CreditLine:
    return capped_by_day(days, most=most, sentence=_("At most {most} a day count.").format(most=most))


SCHEMES = (
    CreditScheme(
        key="eu_eaccme",
        label=gettext_lazy("European credits of specialists: UEMS-EACCME"),
        authority=gettext_lazy("UEMS-EACCME"),
        source="eapm.eu.com (EACCME credits, 2024); eadv.org (CME/CPD guidance); UEMS 2023.07, criterion 22",
        unit="ECMEC",
        compute=eaccme,
        parameters={"day_cap": cap(gettext_lazy("Most credits of a day"), 8)},
        read_on=READ_ON,
    ),
    CreditScheme(
        key="eu_ebac",
        label=gettext_lazy("European credits in cardiology: EBAC"),
        authority=gettext_lazy("EBAC"),
        source="ebac-cme.org (EBAC credit system)",
        unit="credits",
        compute=ebac,
        parameters={"day_cap": cap(gettext_lazy("Most credits of a day"), 6)},
        read_on=READ_ON,
    ),
)
