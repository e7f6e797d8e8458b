"""The demo's events. Their dates are counted from the day of the first load and stay."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from cms.demo import application, learning_check
from plugins.models import Region
from training.domain.accrediting.accreditation import record
from training.domain.events import announce, update_event
from training.domain.scheduling import schedule
from training.domain.seating.shares import Share
from training.enums import AccreditationStatus, Delivery
from training.models import Event, TrainingPage, Venue

ZONE = ZoneInfo("Europe/Berlin")
"""The time of all regions of the demo."""
SATURDAY, TUESDAY = 5, 1
HESSIAN_CHAMBER = "Landesärztekammer Hessen"
DEMO_VNR = "2760012024200354002"
"""Well formed and published as an example; no event was ever recognised under it."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def next_day(day: date, *, weekday: int = SATURDAY) -> date:
    """The first such day of the week from the day on that does not lie between Christmas and Epiphany."""
    found = day + timedelta(days=(weekday - day.weekday()) % 7)
    holidays = (found.month, found.day) >= (12, 20) or (found.month, found.day) <= (1, 6)
    return next_day(found + timedelta(days=7), weekday=weekday) if holidays else found


def hesse_today(region: Region, page: TrainingPage, *, now: datetime) -> Event:
    """A course on the very day of the load, with the chamber's grant; registration stays open until its end."""
    today = now.astimezone(ZONE).date()
    venue = Venue.objects.create(
        region=region, name="Haus der Familie (Demo)", street="Musterweg 1", postal_code="60311", city="Frankfurt am Main"
    )
    event = schedule(page, region=region, start=at(today, 9), capacity=40, venue=venue, now=now)
    _run_all_day(event, today=today, now=now)
    application.record(event, now=now)
    learning_check.add(event)
    accreditation = record(
        event,
        body=HESSIAN_CHAMBER,
        scheme="de_mfbo2024",
        category="A",
        reference=DEMO_VNR,
        status=AccreditationStatus.GRANTED,
        granted=Decimal(4),
        granted_learning_check=Decimal(1),
        granted_on=today,
        now=now,
    )
    application.file_notice(accreditation, now=now)
    return announce(event, now=now)


def _run_all_day(event: Event, *, today: date, now: datetime) -> None:
    """Stretch the event to the end of the day, so that the whole chain can be walked whenever the demo is loaded."""
    event.end = max(at(today, 23, 59), now + timedelta(hours=4))
    event.save(update_fields=["end"])
    update_event(event, changes={"registration_closes": event.end, "promotion_ends": event.end}, now=now)


def hesse_next(region: Region, page: TrainingPage, *, now: datetime) -> Event:
    """The next conference: open for registration, applied for at the chamber, nothing granted yet."""
    day = next_day(now.astimezone(ZONE).date() + timedelta(days=60))
    venue = Venue.objects.create(
        region=region, name="Kurhaus (Demo)", street="Musterallee 2", postal_code="61231", city="Bad Nauheim"
    )
    start, rooms = at(day, 9, 30), {"capacity": 260, "runs": 2, "session_capacity": 30}
    event = schedule(page, region=region, start=start, venue=venue, shares=_mix(start), now=now, **rooms)
    record(event, body=HESSIAN_CHAMBER, scheme="de_mfbo2024", category="A", status=AccreditationStatus.APPLIED, now=now)
    return announce(event, now=now)


def _mix(start: datetime) -> list[Share]:
    """Places for the four sectors that met in 2019, kept until two weeks before: who comes late shall not miss the others."""
    kept = {
        "Medizin": (60, ("physician", "nurse", "midwife", "psychotherapist", "medical_assistant")),
        "Frühe Hilfen": (60, ("family_midwife", "family_nurse", "network_coordinator")),
        "Kinder- und Jugendhilfe": (60, ("social_worker", "youth_office", "pregnancy_counsellor", "child_protection_adviser")),
        "Öffentlicher Gesundheitsdienst": (30, ("public_health_physician", "public_health_nurse")),
    }
    released = start - timedelta(weeks=2)
    return [
        Share(name=name, seats=seats, professions=professions, released_at=released)
        for name, (seats, professions) in kept.items()
    ]


def office(region: Region, pages: dict[str, TrainingPage], facts: ModuleType, *, now: datetime) -> list[Event]:
    """Each of the region's courses once, some weeks ahead; points only where a chamber granted them."""
    return [_upcoming(region, pages[course["slug"]], facts, course, now=now) for course in facts.COURSES]


def _upcoming(region: Region, page: TrainingPage, facts: ModuleType, course: dict[str, Any], *, now: datetime) -> Event:
    earliest = now.astimezone(ZONE).date() + timedelta(weeks=course["weeks"])
    day = next_day(earliest, weekday=course.get("weekday", TUESDAY))
    place = _venue(region, course["venue"]) if course["venue"] else None
    delivery = Delivery.PRESENCE if place else Delivery.VIRTUAL
    event = schedule(page, region=region, start=at(day, 9), capacity=24, venue=place, delivery=delivery, now=now)
    if course.get("granted"):
        record(
            event,
            body=facts.CHAMBER,
            category="C",
            reference=DEMO_VNR,
            status=AccreditationStatus.GRANTED,
            granted=Decimal(course["granted"]),
            granted_on=now.astimezone(ZONE).date(),
            now=now,
        )
    return announce(event, now=now)


def _venue(region: Region, facts: dict[str, str]) -> Venue:
    return Venue.objects.get_or_create(region=region, **facts)[0]
