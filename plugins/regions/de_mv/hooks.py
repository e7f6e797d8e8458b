from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, DesignSample, ModuleType, hookimpl
from plugins.regions.de_mv.blocks import DevelopedModuleBlock, GroupMeetingBlock, WorkingGroupBlock
from plugins.regions.de_mv.credits import SCHEMES
from plugins.regions.parts import content_block, letterhead, module_type

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("de_mv_group_meeting", GroupMeetingBlock), module_type("de_mv_developed_module", DevelopedModuleBlock)]


@hookimpl
def content_blocks() -> Iterable[ContentBlock]:
    return [content_block("de_mv_working_group", WorkingGroupBlock)]


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    colours = {"#0b4f8a": _("Sea blue"), "#1d4e5f": _("Ink blue"), "#33383d": _("Graphite")}
    sample = DesignSample(body="Ärztekammer Mecklenburg-Vorpommern")
    return [letterhead("de_mv_letterhead", _("Letterhead, Mecklenburg-Vorpommern"), DESIGNS, colours=colours, sample=sample)]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
