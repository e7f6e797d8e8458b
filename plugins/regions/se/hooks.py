from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, DesignSample, ModuleType, Profession, hookimpl
from plugins.regions.parts import content_block, letterhead, module_type
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
    colours = {"#35591f": _("Forest green"), "#1d4e5f": _("Ink blue"), "#33383d": _("Graphite")}
    sample = DesignSample(language="sv", body="Lipus", category="", unit="hours", reference="Lipus 20260114")
    return [letterhead("se_letterhead", _("Letterhead, Sweden"), DESIGNS, colours=colours, sample=sample)]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
