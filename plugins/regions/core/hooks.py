from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import (
    CertificateTemplate,
    CreditReportFormat,
    CreditScheme,
    DesignOption,
    ModuleType,
    Profession,
    ReportFormat,
    hookimpl,
)
from plugins.regions.core.blocks import ForumBlock, LectureBlock, SelfStudyBlock, WorkshopBlock
from plugins.regions.core.credits import HOURS
from plugins.regions.core.professions import PROFESSIONS
from plugins.regions.core.reports import ATTENDANCE_CSV, CREDITS_XLSX

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [
        ModuleType(key="lecture", label=_("Lecture"), block=LectureBlock, icon="openquote"),
        ModuleType(key="workshop", label=_("Workshop"), block=WorkshopBlock, icon="group", takes_seats=True),
        ModuleType(key="forum", label=_("Forum"), block=ForumBlock, icon="comment", takes_seats=True),
        ModuleType(key="self_study", label=_("Self-study"), block=SelfStudyBlock, icon="doc-full"),
    ]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return [HOURS]


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    colours = {"#1d4e5f": _("Ink blue"), "#1c6b3c": _("Green"), "#7a1f3d": _("Wine red"), "#33383d": _("Graphite")}
    accent = DesignOption(label=_("Colour of lines and headings"), kind="colour", choices=colours, default="#1d4e5f")
    return [CertificateTemplate(key="standard", label=_("Standard"), folder=DESIGNS / "standard", options={"accent": accent})]


@hookimpl
def report_formats() -> Iterable[ReportFormat]:
    return [ATTENDANCE_CSV]


@hookimpl
def credit_report_formats() -> Iterable[CreditReportFormat]:
    return [CREDITS_XLSX]
