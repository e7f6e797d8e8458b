from collections.abc import Iterable

from plugins.api import (
    CreditReportFormat,
    CreditReportService,
    CreditScheme,
    ModuleType,
    Profession,
    ProfessionalNumber,
    hookimpl,
)
from plugins.regions.de.blocks import CaseConferenceBlock, QualityCircleBlock, ShadowingDayBlock
from plugins.regions.de.credits import SCHEMES
from plugins.regions.de.eiv.service import EIV
from plugins.regions.de.lists import FORMATS
from plugins.regions.de.numbers import NUMBERS
from plugins.regions.de.professions import PROFESSIONS
from plugins.regions.parts import module_type


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [
        module_type("de_case_conference", CaseConferenceBlock, takes_seats=True),
        module_type("de_shadowing_day", ShadowingDayBlock, takes_seats=True),
        module_type("de_quality_circle", QualityCircleBlock),
    ]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS


@hookimpl
def professional_numbers() -> Iterable[ProfessionalNumber]:
    return NUMBERS


@hookimpl
def credit_report_formats() -> Iterable[CreditReportFormat]:
    return FORMATS


@hookimpl
def credit_report_services() -> Iterable[CreditReportService]:
    return [EIV]
