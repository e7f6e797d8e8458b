"""What a certificate says, fixed on the day of issue as plain JSON; ``certificates.context`` reads it back."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from certificates.context import SCHEMA
from certificates.credentials.addresses import verification_address
from certificates.designs.freezing import FrozenLook
from certificates.domain.additions import Line
from certificates.domain.eligibility import Attended, Candidate
from certificates.models import Purpose
from plugins.models import Region
from training.domain.credit_parts import parts_of
from training.models import CreditEntry, Event


def take_snapshot(
    candidate: Candidate,
    *,
    serial: str,
    code: str,
    look: FrozenLook,
    entries: list[CreditEntry],
    more: list[Line],
    now: datetime,
) -> dict[str, Any]:
    """Everything that is printed, in the language of the region. Amounts are decimal strings, times ISO 8601 in UTC."""
    event, person = candidate.registration.event, candidate.registration.person
    assert person is not None  # noqa: S101 (whoever qualifies is a person)
    region = event.region
    return {
        "schema": SCHEMA,
        "serial": serial,
        "code": code,
        "verification_url": verification_address(region, "verify", code),
        "language": region.language,
        "purpose": Purpose.ATTENDANCE.value,
        "issued_on": now.astimezone(ZoneInfo(region.time_zone)).date().isoformat(),
        "person": {"name": person.name},
        "event": _event(event),
        "sessions": [_session(entry) for entry in candidate.attended],
        "hours": _hours(entries),
        "credits": [_credit(entry) for entry in entries if _is_granted(entry)],
        "more": more,
        "issuer": _issuer(region),
        "look": look.look,
        "template": look.template,
    }


def canonical(snapshot: dict[str, Any]) -> bytes:
    """The one spelling of a snapshot that its checksum is taken of, whatever order a database returns its keys in."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _event(event: Event) -> dict[str, Any]:
    return {
        "code": event.code,
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "time_zone": event.time_zone,
        "delivery": event.delivery,
        "place": event.venue.address if event.venue else "",
        "host": event.host,
        "scientific_lead": event.scientific_lead,
    }


def _session(entry: Attended) -> dict[str, Any]:
    session = entry.session
    return {
        "title": session.title,
        "start": session.start.isoformat(),
        "minutes": session.minutes,
        "attended": entry.minutes,
    }


def _hours(entries: list[CreditEntry]) -> str | None:
    return next((str(entry.amount) for entry in entries if entry.scheme == "hours" and entry.amount is not None), None)


def _is_granted(entry: CreditEntry) -> bool:
    """Without the body's grant nothing prints points, whatever a scheme proposes."""
    granted = entry.accreditation is not None and entry.accreditation.holds
    return granted and entry.status == CreditEntry.Status.DETERMINED


def _credit(entry: CreditEntry) -> dict[str, Any]:
    accreditation = entry.accreditation
    assert accreditation is not None  # noqa: S101 (only granted entries come here)
    return {
        "body": accreditation.body,
        "amount": str(entry.amount),
        "unit": entry.unit,
        "category": accreditation.category,
        "reference": accreditation.reference,
        "parts": {name: str(value) for name, value in asdict(parts_of(entry)).items()},
    }


def _issuer(region: Region) -> dict[str, str]:
    return {"region": region.name, "organisation": region.organisation, "contact_email": region.contact_email}
