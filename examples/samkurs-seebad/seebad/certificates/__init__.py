"""The design of certificates, and a line on them. The folder of a design is all that it can reach."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from plugins.api import CertificateFact, CertificateRef, CertificateTemplate, DesignOption, hookimpl

DESIGNS = Path(__file__).parent

OPTIONS = {
    "accent": DesignOption(
        label=_("Colour of lines and headings"),
        kind="colour",
        choices={"#0b4f6c": _("Sea blue"), "#33383d": _("Graphite")},
        default="#0b4f6c",
    ),
    "department": DesignOption(label=_("Department"), help_text=_("Stands over the address; may be empty.")),
}
"""What editors choose for their region or for one event, beside logo, texts and signatories."""


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    return [
        CertificateTemplate(
            key="seebad_letterhead",
            label=_("Letterhead, Seebad"),
            folder=DESIGNS / "letterhead",
            options=OPTIONS,
        )
    ]


@hookimpl
def certificate_context(certificate: CertificateRef) -> Iterable[CertificateFact]:
    """Under which number the resort files the event; printed in every design, frozen and verified with the certificate."""
    return [CertificateFact(key="seebad_file", label=_("File number"), value=f"SB {certificate.event.code}")]
