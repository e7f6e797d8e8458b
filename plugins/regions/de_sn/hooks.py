from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, CreditScheme, DesignSample, ModuleType, Profession, hookimpl
from plugins.regions.de_sn.blocks import RiskReviewBlock, WorkingAidBlock
from plugins.regions.de_sn.credits import SCHEMES
from plugins.regions.de_sn.professions import PROFESSIONS
from plugins.regions.parts import letterhead, module_type

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [module_type("de_sn_working_aid", WorkingAidBlock), module_type("de_sn_risk_review", RiskReviewBlock)]


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    colours = {"#1c6b3c": _("Green"), "#1d4e5f": _("Ink blue"), "#33383d": _("Graphite")}
    sample = DesignSample(body="Sächsische Landesärztekammer")
    return [letterhead("de_sn_letterhead", _("Letterhead, Saxony"), DESIGNS, colours=colours, sample=sample)]


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
