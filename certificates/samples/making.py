"""Snapshots of certificates that nobody holds, as ``domain.issuing`` writes them, for one design and every kind it can be."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from django.utils import translation

from certificates.context import SCHEMA
from certificates.designs.choosing import Choice
from certificates.designs.freezing import frozen_look
from certificates.models import Purpose
from certificates.purposes import OWN, Kind, installed_kinds
from certificates.samples.people import EVERY_LEFT_TO_RIGHT, NAMES
from certificates.samples.pictures import everything
from certificates.samples.words import WORDS, Words
from plugins.api import CertificateTemplate
from plugins.registry import certificate_templates
from training.enums import ContributionRole

START = datetime(2026, 5, 8, 7, 30, tzinfo=UTC)
PER_DAY = 8
LONG = ("many", "programme")
MINUTES = 45


def purposes_of(design: CertificateTemplate) -> tuple[str, ...]:
    """The kinds of certificates the design is tried as: those it names, else the core's and those of its own plugin."""
    if design.purposes:
        return design.purposes
    provided = certificate_templates().get(design.key)
    plugin = provided.plugin if provided else ""
    own = (key for key, kind in installed_kinds().items() if kind.provided and kind.provided.plugin == plugin)
    return (*OWN, *own)


def samples(design: CertificateTemplate, language: str = "") -> dict[str, dict[str, Any]]:
    """Snapshots by name for one design, in the language it is made for unless another is given.

    Most are of the first kind the design is made for; every other kind has one, under the kind's key. The samples of ``LONG``
    may take all the pages a design is allowed.
    """
    language = language or design.sample.language
    words, look = WORDS[language], frozen_look(everything(language), design)
    grants = [credit(design, "6", body=body) for body in ("", words.body)]
    parts = {"basis": "6", "learning_check": "1", "speaker": "1"}
    first, *others = purposes = purposes_of(design)
    completes = Purpose.COMPLETION in purposes
    long: dict[str, Any] = {"name": NAMES["long"], "title": words.title + ": " + words.title}
    added = ["2760-512-34", "Đorđe Ærø & Łucja, Kreis „Mitte“"]

    def one(modules: int, purpose: str = first, **said: Any) -> dict[str, Any]:
        return snapshot(design, language, purpose=purpose, modules=modules, **said)

    return {
        "usual": one(6, granted=grants[:1]),
        "one module": one(1, name=NAMES["short"], granted=[credit(design, "1")], look=look),
        "hours only": one(4, name=NAMES["arabic"]),
        "partial": one(3, granted=grants[:1], absent=35, name=EVERY_LEFT_TO_RIGHT),
        "added": one(4, more=added),
        "chosen": one(6, granted=[credit(design, "8", parts=parts)], look=look),
        "many": one(25, granted=grants, look=look, **long),
        **{purpose: one(4, purpose, granted=grants[:1], look=look) for purpose in others},
        **({"programme": one(6, "completion", programme=True, granted=grants, look=look)} if completes else {}),
    }


def credit(
    design: CertificateTemplate, amount: str, *, body: str = "", parts: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Credits of the body the design is made for, or of another."""
    known = design.sample
    return {
        "body": body or known.body,
        "amount": amount,
        "unit": known.unit,
        "category": known.category,
        "reference": known.reference if not body else "",
        "parts": parts or {"basis": amount, "learning_check": "0", "speaker": "0"},
    }


def snapshot(
    design: CertificateTemplate,
    language: str = "de",
    *,
    modules: int,
    purpose: str = Purpose.ATTENDANCE.value,
    programme: bool = False,
    name: str = NAMES["usual"],
    title: str = "",
    granted: Sequence[Mapping[str, Any]] = (),
    absent: int = 0,
    more: Sequence[str] = (),
    look: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A complete snapshot, as ``domain.issuing`` writes it; ``absent`` minutes are missing in the last session.

    With ``programme`` the training is the last of several. ``more`` are the values of lines that a plugin adds. Whoever
    contributed has no sessions and no credits of attending.
    """
    words = WORDS[language]
    starts = [START + timedelta(days=number // PER_DAY, hours=number % PER_DAY) for number in range(modules)]
    attended = {
        "sessions": _sessions(words, starts, absent),
        "hours": str(modules),
        "credits": [dict(line) for line in granted],
    }
    gave = purpose == Purpose.SPEAKER
    return {
        "schema": SCHEMA,
        "serial": "XX-2026-00042",
        "code": "7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P",
        "verification_url": "https://samkurs.example/verify/7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P/",
        "language": language,
        "issued_on": "2026-05-11",
        "person": {"name": name},
        "event": {
            "code": "XX-0042",
            "title": title or words.title,
            "start": START.isoformat(),
            "end": (starts[-1] + timedelta(minutes=MINUTES)).isoformat(),
            "time_zone": "Europe/Berlin",
            "delivery": "presence",
            "place": words.place,
            "host": words.host,
            "scientific_lead": "Dr. Robin Muster",
        },
        **_stated(purpose, language),
        "programme": _programme(words if programme else None),
        **({"sessions": [], "hours": None, "credits": []} if gave else attended),
        "more": [_line(f"{words.added} {number}", number, value) for number, value in enumerate(more, start=1)],
        "issuer": {
            "region": words.region,
            "organisation": f"{words.host}, {words.region}",
            "contact_email": "kontakt@beispiel.example",
        },
        "look": dict(look) if look is not None else frozen_look(Choice(), design),
        "template": {"key": design.key, "version": design.version, "plugin": "sample", "plugin_version": "1"},
    }


def _sessions(words: Words, starts: Sequence[datetime], absent: int) -> list[dict[str, Any]]:
    return [
        {"title": topic, "start": at.isoformat(), "minutes": MINUTES, "attended": MINUTES - (absent if at == starts[-1] else 0)}
        for topic, at in zip(islice(cycle(words.topics), len(starts)), starts, strict=True)
    ]


def _stated(purpose: str, language: str) -> dict[str, Any]:
    """What the certificate states, in its language; a kind that no installed plugin provides is stated by its key."""
    words = WORDS[language]
    kind = installed_kinds().get(purpose) or Kind(key=purpose, heading=purpose, statement=purpose)
    with translation.override(language):
        heading, statement = str(kind.heading), str(kind.statement)
        roles = [str(role.label) for role in (ContributionRole.SPEAKER, ContributionRole.MODERATOR)]
    gave = [{"role": role, "title": topic} for role, topic in zip(roles, words.topics[1:3], strict=True)]
    return {
        "purpose": purpose,
        "heading": heading,
        "statement": statement,
        "criteria": [],
        "contributions": gave if purpose == Purpose.SPEAKER else [],
    }


def _programme(words: Words | None) -> dict[str, Any]:
    """A programme of several trainings, or none."""
    if words is None:
        return {"title": "", "courses": []}
    courses = [
        {"title": title, "start": (START - timedelta(days=70 * number)).isoformat(), "serial": f"XX-2026-{number:05}"}
        for number, title in enumerate(words.courses, start=1)
    ]
    return {"title": words.programme, "courses": courses}


def _line(label: str, number: int, value: str) -> dict[str, str]:
    return {"key": f"sample_{number}", "label": label, "value": value, "plugin": "sample", "plugin_version": "1"}
