"""What anybody who checks a certificate may know of it, for machines."""

from typing import Any

from certificates.facts import Added
from certificates.look import Look
from certificates.models import Certificate
from certificates.public import Happened, Shown

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


def public_statement(shown: Shown) -> dict[str, Any]:
    """Status, history and printed facts. Moments are ISO 8601; ``pdf_sha256`` lets a copy of the file be compared.

    Whoever came by a link gets neither the address of the printed code nor the checksum, which would lead there.
    """
    certificate, replaced = shown.certificate, shown.certificate.replaces
    statement: dict[str, Any] = {
        "status": "valid" if certificate.is_valid else "revoked",
        "revoked_at": certificate.revoked_at.isoformat() if certificate.revoked_at else None,
        "replaced_by": _other(shown.replaced_by, shown),
        "replaces": _other(replaced, shown),
        "history": [_happened(happened) for happened in shown.history],
        "name_hidden": shown.is_name_hidden,
        "certificate": {key: certificate.snapshot[key] for key in PRINTED} | _of_later_schemas(shown),
        "pdf_sha256": certificate.pdf_sha256 or None,
    }
    statement["certificate"] |= _of_the_look(shown.facts.look)
    if shown.is_name_hidden:
        statement["certificate"]["person"] = {"name": None}
    if shown.is_by_link:
        del statement["certificate"]["verification_url"], statement["pdf_sha256"]
    return statement


def statement_of_damage(certificate: Certificate) -> dict[str, str]:
    """All that is said of a certificate whose record was altered: the facts stored now are nobody's statement."""
    return {"status": "damaged", "serial": certificate.serial}


def _other(certificate: Certificate | None, shown: Shown) -> dict[str, str] | None:
    if certificate is None:
        return None
    if shown.is_by_link or not certificate.is_intact:
        return {"serial": certificate.serial}
    return {"serial": certificate.serial, "verification_url": certificate.snapshot["verification_url"]}


def _happened(happened: Happened) -> dict[str, str | None]:
    return {"at": happened.at.isoformat(), "what": happened.kind.value, "cause": happened.cause or None}


def _of_the_look(look: Look) -> dict[str, Any]:
    """The words that were chosen for the design, and its options; certificates from before there was a choice have none."""
    return {
        "texts": {name: getattr(look, name) for name in ("address", "opening", "closing", "legal")},
        "signatories": [{"name": signatory.name, "office": signatory.office} for signatory in look.signatories],
        "options": [{"label": line.label, "value": line.value, "choice": line.choice or None} for line in look.printed],
    }


def _of_later_schemas(shown: Shown) -> dict[str, Any]:
    """What only newer certificates have: older ones state attendance and nothing beside it."""
    snapshot = shown.certificate.snapshot
    newer = {
        key: snapshot[key] for key in ("heading", "statement", "criteria", "contributions", "programme") if key in snapshot
    }
    return newer | {"more": [_added(line) for line in shown.facts.more]}


def _added(line: Added) -> dict[str, str | None]:
    """A line of a plugin as it is printed; of a private one that it is there, and not what it says."""
    return {"label": line.label, "value": None if line.is_private else line.value}
