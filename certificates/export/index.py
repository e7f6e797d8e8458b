"""The list of what is exported, as JSON and as a table; plain English keys, so that it reads alike in every year and region."""

import csv
import json
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from certificates.models import Certificate, CertificateEvent
from plugins.exports import as_text

COLUMNS = (
    "serial",
    "code",
    "purpose",
    "event_code",
    "event_title",
    "event_start",
    "event_end",
    "issued_at",
    "status",
    "revoked_at",
    "cause",
    "reason",
    "replaces",
    "replaced_by",
    "file",
    "sha256",
)
Row = dict[str, str]


def row_of(certificate: Certificate) -> Row:
    """One certificate with what became of it. Moments are ISO 8601 in UTC. It names nobody: the name stands in the file.

    ``file`` and ``sha256`` are empty as long as it has no file, the event's columns where the record is damaged. No query,
    given the events and the others.
    """
    event = certificate.snapshot["event"] if certificate.is_intact else dict.fromkeys(("code", "title", "start", "end"), "")
    ended = _end_of(certificate)
    replacement = getattr(certificate, "replaced_by", None)
    return {
        "serial": certificate.serial,
        "code": certificate.code,
        "purpose": certificate.purpose,
        "event_code": event["code"],
        "event_title": event["title"],
        "event_start": event["start"],
        "event_end": event["end"],
        "issued_at": certificate.issued_at.isoformat(),
        "status": _status(certificate, replacement),
        "revoked_at": certificate.revoked_at.isoformat() if certificate.revoked_at else "",
        "cause": ended.cause if ended else "",
        "reason": ended.reason if ended else "",
        "replaces": certificate.replaces.serial if certificate.replaces else "",
        "replaced_by": replacement.serial if replacement else "",
        "file": f"certificates/{certificate.serial}.pdf" if certificate.pdf else "",
        "sha256": certificate.pdf_sha256,
    }


def as_table(rows: Iterable[Row]) -> bytes:
    """CSV after RFC 4180. A text that a spreadsheet would take for a formula is marked as text."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows([as_text(row[name]) for name in COLUMNS] for row in rows)
    return text.getvalue().encode()


def as_document(about: Mapping[str, Any], rows: Iterable[Row]) -> bytes:
    """JSON: what is said of the whole, and the rows under ``certificates``."""
    return json.dumps({**about, "certificates": list(rows)}, ensure_ascii=False, indent=1).encode()


def rows_in(document: bytes) -> dict[str, Row]:
    """The rows of an earlier document by serial; none where there is none that can be read."""
    try:
        return {row["serial"]: row for row in json.loads(document)["certificates"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _status(certificate: Certificate, replacement: Certificate | None) -> str:
    if certificate.is_valid:
        return "valid"
    return "replaced" if replacement else "revoked"


def _end_of(certificate: Certificate) -> CertificateEvent | None:
    ends = (CertificateEvent.Kind.REVOKED, CertificateEvent.Kind.REPLACED)
    return next((event for event in certificate.events.all() if event.kind in ends), None)
