"""Mecklenburg-Vorpommern: the scheme of the medical chamber, whose rules we do not know."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditScheme


def mv(facts: CreditFacts) -> CreditAnswer:
    """Always undetermined: no table of points of the Medical Chamber of Mecklenburg-Vorpommern is known to us.

    Source: none. A blog (esanum.de, Praxistipps) says that its ordinance had four categories and was changed in November 2017,
    so the model ordinance must not be taken in its place.

    >>> example("de_mv", 90, category="A")
    'undetermined'
    """
    reason = _("The chamber's table of points is not known to us. Ask the Medical Chamber of Mecklenburg-Vorpommern.")
    return CreditAnswer(status="undetermined", unit="points", reason=reason)


SCHEMES = (
    CreditScheme(
        key="de_mv",
        label=gettext_lazy("Physicians in Mecklenburg-Vorpommern (rule not known)"),
        authority=gettext_lazy("the Medical Chamber of Mecklenburg-Vorpommern"),
        source="None: the chamber's ordinance was not found; aek-mv.de leads organisers to the chamber's portal",
        unit="points",
        compute=mv,
        read_on=date(2026, 11, 22),
    ),
)
