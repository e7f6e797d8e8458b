"""The German schemes, and what physicians and psychotherapists have to collect in five years."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import AccountEntry, CreditAccount, CreditAnswer, CreditFacts, CreditScheme, LearningCheckRule, Text
from plugins.credit_accounts import Cap, goal
from plugins.credit_parameters import deadlines
from plugins.credit_rules import undetermined
from plugins.regions.de.conflicts import mfbo2024_conflicts, open_to_physicians, opk_conflicts
from plugins.regions.de.mfbo import PARAMETERS, mfbo2013, mfbo2024
from plugins.regions.de.rbp import RBP

READ_ON = date(2026, 11, 22)

CATEGORIES: Mapping[str, Text] = {
    "A": gettext_lazy("A: lecture and discussion"),
    "B": gettext_lazy("B: congress"),
    "C": gettext_lazy("C: small group with active participation"),
    "D": gettext_lazy("D: article in print or online with learning check"),
    "E": gettext_lazy("E: self-study"),
    "F": gettext_lazy("F: scientific publication or contribution"),
    "G": gettext_lazy("G: visiting another practice or hospital"),
    "H": gettext_lazy("H: course by a curriculum, further training, studies"),
    "I": gettext_lazy("I: tutored online course"),
    "K": gettext_lazy("K: blended learning"),
}


def _is_unproved_self_study(entry: AccountEntry) -> bool:
    return entry.kind == "self_study" and not entry.proof


PHYSICIANS_IN_FIVE_YEARS = CreditAccount(
    label=gettext_lazy("Physicians in Germany"),
    years=5,
    source="SGB V, sections 95d and 136b, as explained by kvbawue.de (Fortbildungspflicht): 200 points from events and 50 flat",
    compute=goal(
        250,
        unit="points",
        caps=[
            Cap(name="self_study", label=gettext_lazy("Self-study without proof"), most=50, selects=_is_unproved_self_study),
        ],
    ),
)
"""250 points in five years, of which at most 50 from self-study without proof. Irrespective of part time, no minimum a year.

>>> account("de_mfbo2024", event=195, self_study=70)
'not_met: 245 of 250 points'
"""

PSYCHOTHERAPISTS_IN_FIVE_YEARS = CreditAccount(
    years=5,
    source="opk-info.de (Fortbildungsverpflichtung): 250 points in 5 years",
    compute=goal(250, unit="points"),
)
"""250 points in five years; the window is longer after maternity, parental leave, care, or illness of more than three months.

>>> account("de_opk", event=250)
'met: 250 of 250 points'
"""


def opk(facts: CreditFacts) -> CreditAnswer:
    """Nothing: the table of points (Anlage 1) of the Chamber of Psychotherapists of Eastern Germany is not known to us.

    Source: opk-info.de (Fortbildungsverpflichtung; Akkreditierung), which tells the unit of 45 minutes, but not the points.

    >>> example("de_opk", 90)
    'undetermined'
    """
    reason = _(
        "The chamber's table of points is not known to us. Ask the Chamber of Psychotherapists of Eastern Germany (OPK)."
    )
    return undetermined("points", reason)


SCHEMES = (
    CreditScheme(
        key="de_mfbo2013",
        label=gettext_lazy("Physicians: model ordinance of 2013"),
        authority=gettext_lazy("the medical chamber at the place of the event"),
        source="MFBO of the 2013 generation, as listed by cmi-med.de (Zertifizierung)",
        unit="points",
        compute=mfbo2013,
        categories=CATEGORIES,
        parameters=PARAMETERS,
        account=PHYSICIANS_IN_FIVE_YEARS,
        learning_check=LearningCheckRule(
            needed_in=frozenset({"D"}),
            source="MFBO of the 2013 generation, as listed by cmi-med.de (Zertifizierung): category D",
        ),
        read_on=READ_ON,
        effective_to=date(2024, 5, 8),
        conflicts=open_to_physicians,
    ),
    CreditScheme(
        key="de_mfbo2024",
        label=gettext_lazy("Physicians: model ordinance of 2024"),
        authority=gettext_lazy("the medical chamber at the place of the event"),
        source="MFBO 2024, section 10, as of 9 May 2024, in the extract of urologenportal.de of 24 October 2025",
        unit="points",
        compute=mfbo2024,
        categories=CATEGORIES,
        parameters=PARAMETERS,
        account=PHYSICIANS_IN_FIVE_YEARS,
        learning_check=LearningCheckRule(
            needed_in=frozenset({"D"}),
            source="MFBO 2024, section 10, in the extract of urologenportal.de of 24 October 2025: category D",
        ),
        read_on=READ_ON,
        effective_from=date(2024, 5, 9),
        conflicts=mfbo2024_conflicts,
    ),
    CreditScheme(
        key="de_opk",
        label=gettext_lazy("Psychotherapists: Chamber of Psychotherapists of Eastern Germany"),
        authority=gettext_lazy("the Chamber of Psychotherapists of Eastern Germany (OPK)"),
        source="opk-info.de (Fortbildungsverpflichtung; Akkreditierung), which asks for applications 4 to 6 weeks before",
        unit="points",
        compute=opk,
        parameters=deadlines(apply=28),
        account=PSYCHOTHERAPISTS_IN_FIVE_YEARS,
        conflicts=opk_conflicts,
        read_on=READ_ON,
    ),
    RBP,
)
