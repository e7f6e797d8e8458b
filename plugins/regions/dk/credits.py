"""Denmark: days of further training of general practitioners and of practising specialists."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditScheme
from plugins.credit_rules import determined, line, minutes_by_day, not_told, undetermined

READ_ON = date(2026, 11, 22)
HALF, QUARTER = Decimal("0.5"), Decimal("0.25")
FOUR_HOURS = 240


def gp(facts: CreditFacts) -> CreditAnswer:
    """Course days of general practitioners: at least 5 effective hours on a day are 1, at least 3 a half, less is nothing.

    Source: laeger.dk (takster og tilskud; tildeling af midler) on the fund of general practice, PLO-E. The fund counts
    weekdays; whether a Saturday counts is its decision. That less than 3 hours are nothing is our reading.

    >>> example("dk_gp", 300, 180)
    '1.5 days'
    """
    if reason := not_told(facts):
        return _ask_fund(reason)
    days = minutes_by_day(facts.sessions).values()
    whole, half = sum(m >= 300 for m in days), sum(180 <= m < 300 for m in days)
    sentence = _("{whole} days of at least 5 effective hours and {half} half days of at least 3.").format(
        whole=whole, half=half
    )
    return determined("days", [line("basis", whole + half * HALF, sentence)])


def faps(facts: CreditFacts) -> CreditAnswer:
    """Course days of practising specialists: more than 4 hours on a day are 1, less a half, virtual up to 2.5 hours a quarter.

    Source: laeger.dk (FAPS, efteruddannelse), which counts Monday to Friday from 8 to 20. Exactly 4 hours are not defined
    there, nor is a shortest time.

    >>> example("dk_faps", 270, 180)
    '1.5 days'
    """
    if reason := not_told(facts):
        return _ask_association(reason)
    days = minutes_by_day(facts.sessions)
    if FOUR_HOURS in days.values():
        reason = _("The text says what more and what less than four hours are, but not what exactly four hours are.")
        return _ask_association(reason)
    present = minutes_by_day(session for session in facts.sessions if session.delivery == "presence")
    amounts = [_faps_day(minutes, is_virtual=not present.get(day)) for day, minutes in days.items() if minutes]
    names = {"whole": amounts.count(Decimal(1)), "half": amounts.count(HALF), "quarter": amounts.count(QUARTER)}
    sentence = _("{whole} whole days, {half} half days, {quarter} quarter days.").format(**names)
    return determined("days", [line("basis", sum(amounts, Decimal(0)), sentence)])


def _faps_day(minutes: int, *, is_virtual: bool) -> Decimal:
    if minutes > FOUR_HOURS:
        return Decimal(1)
    return QUARTER if is_virtual and minutes <= 150 else HALF


def _ask_fund(reason: str) -> CreditAnswer:
    return undetermined("days", _("{reason} Ask the fund of general practice.").format(reason=reason))


def _ask_association(reason: str) -> CreditAnswer:
    sentence = _("{reason} Ask the association of practising specialists (FAPS).")
    return undetermined("days", sentence.format(reason=reason))


SCHEMES = (
    CreditScheme(
        key="dk_gp",
        label=gettext_lazy("General practitioners in Denmark: course days"),
        authority=gettext_lazy("the fund of general practice"),
        source="laeger.dk: Se takster og søg tilskud; Tildeling af midler",
        unit="days",
        compute=gp,
        read_on=READ_ON,
    ),
    CreditScheme(
        key="dk_faps",
        label=gettext_lazy("Practising specialists in Denmark: course days"),
        authority=gettext_lazy("the association of practising specialists (FAPS)"),
        source="laeger.dk: FAPS, Efteruddannelse",
        unit="days",
        compute=faps,
        read_on=READ_ON,
    ),
)
