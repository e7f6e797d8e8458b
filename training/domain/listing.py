"""Which events the public sees in lists, each with what a newcomer can expect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plugins.models import Region
from training.domain.seating.availability import Availability, AvailabilityState, availabilities
from training.enums import EventState
from training.fields import holds
from training.models import Event, SeatClass, TrainingPage

SEARCHED = ("title", "summary", "host", "code", "venue__name", "venue__city")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An event in a list, with whether one can register."""

    event: Event
    availability: Availability


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader looks for; what is empty narrows nothing. ``month`` is the first day of a month."""

    text: str = ""
    profession: str = ""
    month: datetime | None = None
    delivery: str = ""
    free: bool = False

    def __bool__(self) -> bool:
        return self != Wish()


def public_events() -> QuerySet[Event]:
    """Every event that was announced, with region and venue, in no order."""
    return Event.objects.filter(state__in=EventState.public).select_related("region", "venue")


def upcoming_events(region: Region | None = None, *, now: datetime) -> QuerySet[Event]:
    """Announced events that are not over, the next one first; of all regions when none is given."""
    events = public_events().filter(end__gt=now).order_by("start", "pk")
    return events.filter(region=region) if region else events


def dates_of(page: TrainingPage, *, now: datetime) -> tuple[list[Listed], list[Event]]:
    """The dates of a training to come, and those that are over, the latest first. Three queries, however many dates."""
    events = list(public_events().filter(page=page).order_by("start", "pk")) if page.pk else []
    coming = [event for event in events if event.end > now]
    over = [event for event in events if event.end <= now and event.state != EventState.CANCELLED]
    return listed(coming, now=now), over[::-1]


def listed(events: Iterable[Event], *, now: datetime) -> list[Listed]:
    """The events with their availability; two queries, however many events."""
    shown = list(events)
    known = availabilities(shown, now=now) if shown else {}
    return [Listed(event=event, availability=known[event.pk]) for event in shown]


def months_of(events: QuerySet[Event], *, zone: ZoneInfo) -> list[datetime]:
    """The months in which any of the events begins, as the first moment of the month in the zone. One query."""
    return list(events.order_by().datetimes("start", "month", tzinfo=zone))


def matching(events: QuerySet[Event], wish: Wish, *, now: datetime) -> QuerySet[Event]:
    """The events that fit the wish. An event without professions is for everyone."""
    if wish.text:
        events = events.filter(_mentions(wish.text))
    if wish.profession:
        events = events.filter(Q(professions="") | Q(professions__contains=holds(wish.profession)))
    if wish.month:
        events = events.filter(start__gte=wish.month, start__lt=_next_month(wish.month))
    if wish.delivery:
        events = events.filter(delivery=wish.delivery)
    return with_free_seats(events, profession=wish.profession, now=now) if wish.free else events


def with_free_seats(events: QuerySet[Event], *, profession: str = "", now: datetime) -> QuerySet[Event]:
    """Only events for which a newcomer of the profession gets a seat at once, as ``availability`` says; three queries.

    Without a profession, those where somebody of some profession does.
    """
    free = SeatClass.objects.filter(event=OuterRef("pk"), taken__lt=F("capacity"))
    candidates = events.filter(Exists(free), state=EventState.OPEN)
    known = availabilities(candidates, profession=profession or None, now=now)
    return events.filter(pk__in=[key for key, answer in known.items() if answer.state == AvailabilityState.OPEN])


def _mentions(text: str) -> Q:
    """Every word of the text, each anywhere in one of the searched fields."""
    found = Q()
    for word in text.split():
        # SQLite ignores case in ASCII only, so that "ärzte" would not find "Ärzte".
        spellings = {word, word.lower(), word.capitalize()}
        found &= Q(*[(f"{field}__icontains", spelling) for field in SEARCHED for spelling in spellings], _connector=Q.OR)
    return found


def _next_month(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
