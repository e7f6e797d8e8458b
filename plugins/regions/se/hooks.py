from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, ModuleType, Profession, hookimpl
from plugins.regions.parts import content_block, module_type
from plugins.regions.se.blocks import CaseBlock, PhasesWorkshopBlock
from plugins.regions.se.credits import SCHEMES
from plugins.regions.se.professions import PROFESSIONS

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("se_phases_workshop", PhasesWorkshopBlock, takes_seats=True)]


@hookimpl
def content_blocks() -> Iterable[ContentBlock]:
    return [content_block("se_case", CaseBlock)]


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    return [CertificateTemplate(key="se_letterhead", label=_("Letterhead, Sweden"), folder=DESIGNS / "letterhead")]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
