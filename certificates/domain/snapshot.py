"""What a certificate says, fixed on the day of issue as plain JSON; ``certificates.context`` reads it back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from certificates.context import SCHEMA
from certificates.credentials.addresses import verification_address
from certificates.designs.freezing import FrozenLook
from certificates.domain.additions import Line
from certificates.domain.conditions import in_words
from certificates.domain.eligibility import Attended, Candidate
from certificates.models import Certificate, Purpose
from plugins.models import Region
from training.domain.credits.parts import parts_of
from training.models import Contribution, CreditEntry, Event


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
    """Everything that is printed, in one language. Amounts are decimal strings, times ISO 8601 in UTC."""
    region = candidate.registration.event.region
    return {
        **facts_today(candidate, entries=entries),
        "schema": SCHEMA,
        "serial": serial,
        "code": code,
        "verification_url": verification_address(region, "verify", code),
        "issued_on": now.astimezone(ZoneInfo(region.time_zone)).date().isoformat(),
        "more": more,
        "issuer": _issuer(region),
        "look": look.look_in(candidate.language),
        "template": look.template,
    }


def facts_today(candidate: Candidate, *, entries: list[CreditEntry]) -> dict[str, Any]:
    """The parts of a snapshot that tell of the person and the event, as they are now. No query."""
    person, courses = candidate.registration.person, candidate.read.courses
    assert person is not None  # noqa: S101 (whoever qualifies is a person)
    if candidate.terms.purpose == Purpose.SPEAKER:
        entries = []  # what was attended is stated by another certificate
    with translation.override(candidate.language):
        return {
            "language": candidate.language,
            "purpose": candidate.terms.purpose,
            "heading": str(candidate.kind.heading),
            "statement": str(candidate.kind.statement),
            "criteria": list(in_words(candidate.terms, tuple(course.snapshot["event"]["title"] for course in courses))),
            "person": {"name": person.name},
            "event": _event(candidate.registration.event),
            "sessions": [_session(entry) for entry in candidate.attended],
            "contributions": [_contribution(one) for one in candidate.read.contributions],
            "programme": {"title": candidate.terms.programme, "courses": [_course(course) for course in courses]},
            "hours": _hours(entries),
            "credits": [_credit(entry) for entry in entries if _is_granted(entry)],
        }


def _contribution(contribution: Contribution) -> dict[str, str]:
    title = contribution.title or (contribution.session.title if contribution.session else "")
    return {"role": contribution.get_role_display(), "title": title}


def _course(certificate: Certificate) -> dict[str, str]:
    """A training of the programme, as its own certificate states it."""
    event = certificate.snapshot["event"]
    return {"title": event["title"], "start": event["start"], "serial": certificate.serial}


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
