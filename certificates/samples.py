"""Made-up certificates on which every design is tried and previewed: the usual one, and those that break a careless layout."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from certificates.context import SCHEMA
from certificates.designs.choosing import Choice, Signing
from certificates.designs.freezing import frozen_look
from certificates.designs.pictures import Picture
from plugins.api import CertificateTemplate

START = datetime(2026, 5, 8, 7, 30, tzinfo=UTC)
PER_DAY = 8

TITLES = {
    "de": "Fachtag Frühe Hilfen: gemeinsam von Anfang an",
    "da": "Temadag om tidlig indsats: sammen fra begyndelsen",
    "sv": "Temadag om tidiga insatser: tillsammans från början",
    "en": "Study day on early help: together from the start",
}
TOPICS = {
    "de": (
        "Begrüßung und Einführung",
        "Frühe Hilfen im Landkreis: Angebote, Wege, Zuständigkeiten",
        "Wahrnehmen und einschätzen: gewichtige Anhaltspunkte im ersten Lebensjahr",
        "Das Gespräch mit Eltern in belasteten Lebenslagen",
        "Schweigepflicht und Datenschutz im Netzwerk",
        "Übergänge gestalten: Geburtsklinik, Hebamme, Jugendamt",
        "Kinder psychisch erkrankter Eltern",
        "Auswertung und Ausblick",
    ),
    "da": (
        "Velkomst og introduktion",
        "Tværfagligt samarbejde omkring gravide i sårbare livssituationer",
        "Underretningspligt og tavshedspligt i praksis",
        "Samtalen med forældre",
        "Opsamling og næste skridt",
    ),
    "sv": (
        "Välkommen och introduktion",
        "Samverkan mellan barnhälsovård och socialtjänst",
        "Orosanmälan och sekretess i praktiken",
        "Samtalet med föräldrar i utsatta livssituationer",
        "Sammanfattning och nästa steg",
    ),
    "en": (
        "Welcome and introduction",
        "Noticing and assessing: serious signs in the first year of life",
        "Confidentiality and data protection in the network",
        "Talking with parents under strain",
        "Summary and next steps",
    ),
}

NAMES = {
    "usual": "Kim Beispiel",
    "short": "Bo Li",
    "long": "Prof. Dr. med. Dr. phil. Maximiliane-Charlotte Freifrau von Hohenstein-Wittgenstein zu Beispielhausen",
    "latin": "Þórunn Łucja Đorđević-Çelik Ærø-Ångström",
    "greek": "Ελένη Παραδειγματίδου",
    "cyrillic": "Жанна Ђурђевић-Приклад",
    "vietnamese": "Nguyễn Thị Ánh Tuyết Ví Dụ",
    "arabic": "مثال نموذج",
}
EVERY_SCRIPT = ", ".join(NAMES[name] for name in ("latin", "greek", "cyrillic", "vietnamese"))

LOGO = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="38" height="38" x="1" y="1" fill="#333f48"/>'
    b'<path d="M50 8h66v6H50zM50 20h52v4H50zM50 29h60v4H50z" fill="#333f48"/></svg>',
    "image/svg+xml",
)
SIGNATURE = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 36"><path d="M4 27C14 4 22 2 21 15 20 29 12 34 16 25c5-12 '
    b'12-15 12-6 0 7 5 5 9-3 3-6 6-2 4 3-2 6 4 5 9-2 4-6 8-7 8-2s6 5 12-1c6-7 9-8 9-3 1 6 8 3 14-1 8-5 14-4 22-2" fill="none" '
    b'stroke="#16325c" stroke-width="1.4"/></svg>',
    "image/svg+xml",
)
PICTURES: Mapping[str, Picture] = {picture.sha256: picture for picture in (LOGO, SIGNATURE)}
"""The pictures of ``FULL``, by their checksum."""

FULL = Choice(
    texts={
        "address": "Musterallee 12, 61231 Bad Nauheim",
        "opening": "Die Landeskoordinierungsstelle bestätigt hiermit, dass",
        "closing": "Die Veranstaltung folgte dem Rahmenkonzept des Landes und wurde von den Teilnehmenden ausgewertet.",
        "legal": "Gefördert vom Land. Grundlage ist die Richtlinie zur Förderung von Netzwerken im Kinderschutz.",
    },
    logo=LOGO.sha256,
    signatories=(
        Signing("Dr. Robin Muster", "Wissenschaftliche Leitung", SIGNATURE.sha256),
        Signing("Sascha Beispiel-Vorlage", "Leitung der Landeskoordinierungsstelle"),
    ),
    uploads=PICTURES,
)
"""Everything an editor can choose, for trying a design with all of it."""


def samples(design: CertificateTemplate, language: str = "") -> dict[str, dict[str, Any]]:
    """Snapshots by name for one design, in the language it is made for unless another is given."""
    language, bodies = language or design.sample.language, ("", "Kammer für Psychotherapie und Psychosomatik")
    grants = [credit(design, "6", body=body) for body in bodies]
    parts = {"basis": "6", "learning_check": "1", "speaker": "1"}
    long: dict[str, Any] = {"name": NAMES["long"], "title": TITLES[language] + ": " + TITLES[language]}
    look = frozen_look(FULL, design)
    return {
        "usual": snapshot(design, language, modules=6, granted=grants[:1]),
        "one module": snapshot(design, language, modules=1, name=NAMES["short"], look=look),
        "hours only": snapshot(design, language, modules=4),
        "partial": snapshot(design, language, modules=3, granted=grants[:1], absent=35, name=EVERY_SCRIPT),
        "added": snapshot(design, language, modules=4, more=["2760-512-34", "Đorđe Ærø & Łucja, Kreis „Mitte“"]),
        "chosen": snapshot(design, language, modules=6, granted=[credit(design, "8", parts=parts)], look=look),
        "many": snapshot(design, language, modules=25, granted=grants, look=look, **long),
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
    name: str = NAMES["usual"],
    title: str = "",
    granted: Sequence[Mapping[str, Any]] = (),
    absent: int = 0,
    more: Sequence[str] = (),
    look: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A complete snapshot, as ``domain.issuing`` writes it; ``absent`` minutes are missing in the last session.

    ``more`` are the values of lines that a plugin adds.
    """
    starts = [START + timedelta(days=number // PER_DAY, hours=number % PER_DAY) for number in range(modules)]
    return {
        "schema": SCHEMA,
        "serial": "XX-2026-00042",
        "code": "7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P",
        "verification_url": "https://samkurs.example/verify/7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P/",
        "language": language,
        "purpose": design.purposes[0] if design.purposes else "attendance",
        "issued_on": "2026-05-11",
        "person": {"name": name},
        "event": {
            "code": "XX-0042",
            "title": title or TITLES[language],
            "start": START.isoformat(),
            "end": (starts[-1] + timedelta(minutes=45)).isoformat(),
            "time_zone": "Europe/Berlin",
            "delivery": "presence",
            "place": "Kongresszentrum, Kurstraße 1, 61231 Bad Nauheim",
            "host": "Landeskoordinierungsstelle Frühe Hilfen",
            "scientific_lead": "Dr. Robin Muster",
        },
        "sessions": [
            {"title": topic, "start": start.isoformat(), "minutes": 45, "attended": 45 - (absent if start == starts[-1] else 0)}
            for topic, start in zip(islice(cycle(TOPICS[language]), modules), starts, strict=True)
        ],
        "hours": str(modules),
        "credits": [dict(line) for line in granted],
        "more": [
            {"key": f"sample_{number}", "label": f"Zusatz {number}", "value": value, "plugin": "sample", "plugin_version": "1"}
            for number, value in enumerate(more, start=1)
        ],
        "issuer": {
            "region": "Beispielland",
            "organisation": "Landeskoordinierungsstelle Frühe Hilfen Beispielland",
            "contact_email": "kontakt@beispielland.example",
        },
        "look": dict(look) if look is not None else frozen_look(Choice(), design),
        "template": {"key": design.key, "version": design.version, "plugin": "sample", "plugin_version": "1"},
    }
