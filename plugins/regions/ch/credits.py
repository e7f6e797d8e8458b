"""Switzerland: credits of the Swiss Institute for Postgraduate and Further Education in Medicine (SIWF)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import AccountAnswer, AccountFacts, CreditAccount, CreditAnswer, CreditFacts, CreditParameter, CreditScheme
from plugins.credit_accounts import Minimum, goal
from plugins.credit_accounts import undetermined as account_undetermined
from plugins.credit_parameters import cap
from plugins.credit_rules import TEACHING_UNIT, determined, line, minutes_by_day, not_told, number, undetermined

ONE_YEAR = timedelta(days=366)


def siwf(facts: CreditFacts) -> CreditAnswer:
    """1 credit for 45 to 60 minutes, at most 4 a half day and 8 a day, for what was attended only.

    Source: gynaekologie-ostschweiz.ch (Fortbildung), which cites article 5 of the ordinance, and psychiatrie.ch (Reglemente).
    The text does not say how long a half day is: we take up to 5 hours attended for one, as the acceptance cases do.

    >>> example("ch_siwf", 300, 600)
    '12 credits'
    """
    if reason := not_told(facts):
        return undetermined("credits", _("{reason} Ask the SIWF.").format(reason=reason))
    minutes = list(minutes_by_day(facts.sessions).values())
    half, whole, long = (number(facts, name) for name in ("half_day_cap", "day_cap", "half_day_minutes"))
    units = [attended // TEACHING_UNIT for attended in minutes]
    over = sum(max(0, unit - (whole if attended > long else half)) for unit, attended in zip(units, minutes, strict=True))
    sentence = _("{units} whole units of {minutes} minutes.").format(units=sum(units), minutes=TEACHING_UNIT)
    limit = _("At most {half} a half day and {whole} a day count.").format(half=half, whole=whole)
    return determined("credits", [line("basis", sum(units), sentence), line("cap", -over, limit)])


def a_year(facts: AccountFacts) -> AccountAnswer:
    """50 credits and, besides, 30 hours of self-study a year. Longer windows are undetermined: their years are met one by one.

    >>> account("ch_siwf", event=50, self_study=29)
    'not_met: 50 of 50 credits'
    """
    if facts.end - facts.start > ONE_YEAR:
        return account_undetermined("credits", _("The SIWF asks for credits year by year. Choose a window of one year."))
    return _goal(facts)


_goal = goal(
    50,
    unit="credits",
    minimums=[
        Minimum(
            name="self_study",
            label=gettext_lazy("Hours of self-study"),
            least=30,
            selects=lambda entry: entry.kind == "self_study",
            is_apart=True,
        )
    ],
)

SCHEMES = (
    CreditScheme(
        key="ch_siwf",
        label=gettext_lazy("Physicians in Switzerland: SIWF"),
        authority=gettext_lazy("the Swiss Institute for Postgraduate and Further Education in Medicine (SIWF)"),
        source="gynaekologie-ostschweiz.ch (Fortbildung, citing article 5 FBO); psychiatrie.ch (sgpp, Reglemente)",
        unit="credits",
        compute=siwf,
        pro_rata=True,
        parameters={
            "half_day_cap": cap(gettext_lazy("Most credits of a half day"), 4),
            "day_cap": cap(gettext_lazy("Most credits of a day"), 8),
            "half_day_minutes": CreditParameter(
                label=gettext_lazy("Longest half day"), default=300, help_text=gettext_lazy("Minutes."), maximum=720
            ),
        },
        account=CreditAccount(
            years=1,
            source="gynaekologie-ostschweiz.ch (Fortbildung): 50 credits and 30 hours of self-study a year",
            compute=a_year,
        ),
        read_on=date(2026, 11, 22),
    ),
)
