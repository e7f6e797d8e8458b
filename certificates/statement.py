"""What anybody with the code may know of a certificate, for machines."""

from typing import Any

from certificates.models import Certificate

PRINTED = (
    "serial",
    "verification_url",
    "language",
    "purpose",
    "issued_on",
    "person",
    "event",
    "sessions",
    "hours",
    "credits",
    "issuer",
)
"""The parts of a snapshot that stand on the paper as they are."""


def public_statement(certificate: Certificate) -> dict[str, Any]:
    """Status and printed facts. ``revoked_at`` is ISO 8601; ``pdf_sha256`` lets a copy of the file be compared."""
    replacement = getattr(certificate, "replaced_by", None)
    return {
        "status": "valid" if certificate.is_valid else "revoked",
        "revoked_at": certificate.revoked_at.isoformat() if certificate.revoked_at else None,
        "replaced_by": replacement.serial if replacement else None,
        "certificate": {key: certificate.snapshot[key] for key in PRINTED} | {"more": _added(certificate)},
        "pdf_sha256": certificate.pdf_sha256 or None,
    }


def _added(certificate: Certificate) -> list[dict[str, str]]:
    """The lines of plugins as they are printed; certificates of the first schema have none."""
    return [{"label": line["label"], "value": line["value"]} for line in certificate.snapshot.get("more", ())]
