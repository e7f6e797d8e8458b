"""Made-up certificates on which every design is tried: the usual one, and those that break a careless layout."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from certificates.context import SCHEMA

START = datetime(2026, 5, 8, 7, 30, tzinfo=UTC)

TOPICS = (
    "Begrüßung und Einführung",
    "Frühe Hilfen im Landkreis: Angebote, Wege, Zuständigkeiten",
    "Wahrnehmen und einschätzen: gewichtige Anhaltspunkte im ersten Lebensjahr",
    "Das Gespräch mit Eltern in belasteten Lebenslagen",
    "Schweigepflicht und Datenschutz im Netzwerk",
    "Fallarbeit in kleinen Gruppen",
    "Übergänge gestalten: Geburtsklinik, Hebamme, Jugendamt",
    "Kinder psychisch erkrankter Eltern",
    "Qualität im Netzwerk: Ziele, Absprachen, Auswertung",
    "Auswertung und Ausblick",
)

SHORT_NAME = "Kim Beispiel"
LONG_NAME = "Prof. Dr. med. Dr. phil. Maximiliane-Charlotte Freifrau von Hohenstein-Wittgenstein zu Beispielhausen"
FOREIGN_NAME = "Þórunn Łucja Đorđević-Çelik, Nguyễn Ærø Ångström, Ωμέγα, Жанна"


def samples(template: str, language: str = "de") -> dict[str, dict[str, Any]]:
    """Snapshots by name for one design: usual, without a grant, many modules and a long name, partial with foreign letters."""
    grants = [
        credit("Landesärztekammer Hessen", "6", reference="2760512345678901234"),
        credit("Kammer für Psychotherapie", "6"),
    ]
    made = {
        "usual": snapshot(template, topics=6, granted=grants[:1]),
        "hours only": snapshot(template, topics=4, granted=[]),
        "many": snapshot(template, name=LONG_NAME, topics=10, granted=grants, title="Kinderschutz und Frühe Hilfen " * 4),
        "partial": snapshot(template, name=FOREIGN_NAME, topics=3, granted=grants[:1], absent=35),
        "added": snapshot(template, topics=4, granted=grants, more=["2760-512-34", "Đorđe Ærø & Łucja, Kreis „Mitte“"]),
    }
    return {key: {**sample, "language": language} for key, sample in made.items()}


def credit(body: str, amount: str, *, reference: str = "") -> dict[str, Any]:
    return {"body": body, "amount": amount, "unit": "points", "category": "C", "reference": reference}


def snapshot(
    template: str,
    *,
    name: str = SHORT_NAME,
    title: str = "Fachtag Frühe Hilfen: gemeinsam von Anfang an",
    topics: int,
    granted: list[dict[str, Any]],
    absent: int = 0,
    more: Sequence[str] = (),
) -> dict[str, Any]:
    """A complete snapshot, as ``domain.issuing`` writes it; ``absent`` minutes are missing in the last session.

    ``more`` are the values of lines that a plugin adds.
    """
    starts = [START + timedelta(minutes=60 * number) for number in range(topics)]
    return {
        "schema": SCHEMA,
        "serial": "XX-2026-00042",
        "code": "7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P",
        "verification_url": "https://samkurs.example/verify/7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P/",
        "language": "de",
        "purpose": "attendance",
        "issued_on": "2026-05-11",
        "person": {"name": name},
        "event": {
            "code": "XX-0042",
            "title": title.strip(),
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
            for topic, start in zip(TOPICS[:topics], starts, strict=True)
        ],
        "hours": str(topics),
        "credits": granted,
        "more": [
            {"key": f"sample_{number}", "label": f"Zusatz {number}", "value": value, "plugin": "sample", "plugin_version": "1"}
            for number, value in enumerate(more, start=1)
        ],
        "issuer": {
            "region": "Beispielland",
            "organisation": "Landeskoordinierungsstelle Frühe Hilfen Beispielland",
            "contact_email": "kontakt@beispielland.example",
        },
        "template": {"key": template, "version": 1, "plugin": "sample", "plugin_version": "1"},
    }
