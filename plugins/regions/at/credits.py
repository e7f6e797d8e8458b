"""Austria: points of the Diploma of Further Training (DFP) of the Austrian Medical Chamber."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAccount, CreditAnswer, CreditFacts, CreditScheme
from plugins.credit_accounts import Cap, Minimum, goal
from plugins.credit_parameters import cap
from plugins.credit_rules import (
    TEACHING_UNIT,
    capped_by_day,
    determined,
    line,
    not_told,
    number,
    undetermined,
    units_by_day,
)


def dfp(facts: CreditFacts) -> CreditAnswer:
    """1 point for 45 minutes without breaks, at most 10 a day.

    Whole units of each day count: the text does not speak of rounding.
    Source: aerztekammer.at (arztakademie, DFP-Diplom), aekstmk.or.at (article 5087) and biomed-austria.at.

    >>> example("at_dfp", 540)
    '10 points'
    """
    if reason := not_told(facts):
        return undetermined("points", _("{reason} Ask the Austrian academy of physicians.").format(reason=reason))
    days, most = units_by_day(facts).values(), number(facts, "day_cap")
    sentence = _("{units} whole units of {minutes} minutes.").format(units=sum(days), minutes=TEACHING_UNIT)
    limit = _("At most {most} a day count.").format(most=most)
    return determined("points", [line("basis", sum(days), sentence), capped_by_day(days, most=most, sentence=limit)])


FIVE_YEARS = CreditAccount(
    years=5,
    source="aerztekammer.at (arztakademie, DFP-Diplom): 250 in 5 years, 200 of them medical and 85 from events",
    compute=goal(
        250,
        unit="points",
        caps=[Cap(name="other", label=gettext_lazy("Not medical"), most=50, selects=lambda entry: not entry.medical)],
        minimums=[
            Minimum(name="medical", label=gettext_lazy("Medical"), least=200, selects=lambda entry: entry.medical),
            Minimum(name="event", label=gettext_lazy("From events"), least=85, selects=lambda entry: entry.kind == "event"),
        ],
    ),
)
"""250 points in five years: at least 200 of them medical, at most 50 other, and at least 85 from events.

>>> account("at_dfp", event=84, external=166)
'not_met: 250 of 250 points'
"""

SCHEMES = (
    CreditScheme(
        key="at_dfp",
        label=gettext_lazy("Physicians in Austria: DFP"),
        authority=gettext_lazy("the Austrian academy of physicians"),
        source="aerztekammer.at (arztakademie, DFP-Diplom); aekstmk.or.at (article 5087); biomed-austria.at",
        unit="points",
        compute=dfp,
        parameters={"day_cap": cap(gettext_lazy("Most points of a day"), 10)},
        account=FIVE_YEARS,
        read_on=date(2026, 11, 22),
    ),
)
