from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from plugins.api import CreditScheme, ModuleType, Profession, Text, hookimpl
from plugins.regions.de.blocks import CaseConferenceBlock, QualityCircleBlock, ShadowingDayBlock
from plugins.regions.de.mfbo import mfbo2013, mfbo2024
from plugins.regions.de.professions import PROFESSIONS
from plugins.regions.parts import module_type

CATEGORIES: Mapping[str, Text] = {
    "A": _("A: lecture and discussion"),
    "B": _("B: congress"),
    "C": _("C: small group with active participation"),
    "D": _("D: article in print or online with learning check"),
    "E": _("E: self-study"),
    "F": _("F: scientific publication or contribution"),
    "G": _("G: visiting another practice or hospital"),
    "H": _("H: course by a curriculum, further training, studies"),
    "I": _("I: tutored online course"),
    "K": _("K: blended learning"),
}


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [
        module_type("de_case_conference", CaseConferenceBlock, takes_seats=True),
        module_type("de_shadowing_day", ShadowingDayBlock, takes_seats=True),
        module_type("de_quality_circle", QualityCircleBlock),
    ]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return [
        CreditScheme(
            key="de_mfbo2013",
            label=_("Physicians: model ordinance of 2013"),
            authority=_("the medical chamber at the place of the event"),
            source="MFBO of the 2013 generation, as listed by cmi-med.de (Zertifizierung)",
            unit="points",
            compute=mfbo2013,
            categories=CATEGORIES,
            effective_to=date(2024, 5, 8),
        ),
        CreditScheme(
            key="de_mfbo2024",
            label=_("Physicians: model ordinance of 2024"),
            authority=_("the medical chamber at the place of the event"),
            source="MFBO 2024, section 10, as of 9 May 2024, in the extract of urologenportal.de of 24 October 2025",
            unit="points",
            compute=mfbo2024,
            categories=CATEGORIES,
            effective_from=date(2024, 5, 9),
        ),
    ]


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS
