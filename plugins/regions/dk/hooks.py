from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, DesignSample, ModuleType, Profession, hookimpl
from plugins.regions.dk.blocks import GuidepostDialogueBlock, GuidepostsBlock
from plugins.regions.dk.credits import SCHEMES
from plugins.regions.dk.professions import PROFESSIONS
from plugins.regions.parts import content_block, letterhead, module_type

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("dk_guidepost_dialogue", GuidepostDialogueBlock, takes_seats=True)]


@hookimpl
def content_blocks() -> Iterable[ContentBlock]:
    return [content_block("dk_guideposts", GuidepostsBlock)]


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    colours = {"#9b1b30": _("Dark red"), "#1d4e5f": _("Ink blue"), "#33383d": _("Graphite")}
    sample = DesignSample(language="da", body="Fonden for Almen Praksis", category="", unit="days", reference="")
    return [letterhead("dk_letterhead", _("Letterhead, Denmark"), DESIGNS, colours=colours, sample=sample)]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
