from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, ModuleType, hookimpl
from plugins.regions.de_he.blocks import InterfaceForumBlock
from plugins.regions.parts import module_type

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("de_he_interface_forum", InterfaceForumBlock, takes_seats=True)]


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    return [CertificateTemplate(key="de_he_letterhead", label=_("Letterhead, Hesse"), folder=DESIGNS / "letterhead")]
