"""The design of certificates. The folder of a design is all that it can reach."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from plugins.api import CertificateTemplate, hookimpl

DESIGNS = Path(__file__).parent


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    return [
        CertificateTemplate(
            key="seebad_letterhead",
            label=_("Letterhead, Seebad"),
            folder=DESIGNS / "letterhead",
        )
    ]
