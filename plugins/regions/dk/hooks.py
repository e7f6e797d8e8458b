from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, ModuleType, Profession, hookimpl
from plugins.regions.dk.blocks import GuidepostDialogueBlock, GuidepostsBlock
from plugins.regions.dk.credits import SCHEMES
from plugins.regions.dk.professions import PROFESSIONS
from plugins.regions.parts import content_block, module_type

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
    return [CertificateTemplate(key="dk_letterhead", label=_("Letterhead, Denmark"), folder=DESIGNS / "letterhead")]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
