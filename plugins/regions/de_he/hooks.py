from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, DesignSample, ModuleType, hookimpl
from plugins.regions.de_he.blocks import InterfaceForumBlock
from plugins.regions.parts import letterhead, module_type

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("de_he_interface_forum", InterfaceForumBlock, takes_seats=True)]


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    colours = {"#9b1c31": _("Wine red"), "#1d4e5f": _("Ink blue"), "#33383d": _("Graphite")}
    sample = DesignSample(body="Landesärztekammer Hessen")
    return [letterhead("de_he_letterhead", _("Letterhead, Hesse"), DESIGNS, colours=colours, sample=sample)]
