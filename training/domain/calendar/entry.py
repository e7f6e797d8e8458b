"""What an event is to a calendar: plain data, ready to be written."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from training.domain.calendar.properties import properties_of
from training.enums import EventState
from training.models import Event, Registration, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One VEVENT. Times are aware, ``zone`` is the IANA name they are shown in, ``stamp`` is the last change."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    zone: str
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False
    organizer: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None
    more: tuple[tuple[str, str], ...] = ()
    """Names and values of what plugins add."""


def absolute(path: str) -> str:
    """The address under the configured base, never under the host a request claims."""
    return f"{settings.BASE_URL}{path}"


def event_entries(event: Event, *, description: str = "", uid_prefix: str = "", cancelled: bool = False) -> list[Entry]:
    """One entry for each day the event meets on, with UIDs that stay when it is moved.

    An event of several days takes its days from its slots, so that a course of six Fridays does not fill six weeks.
    """
    url = absolute(reverse("training:event", args=[event.code]))
    days, more = _days(event), properties_of(event)
    return [
        Entry(
            uid=f"{uid_prefix}{event.code.lower()}{f'-{number}' if number > 1 else ''}@{settings.UID_DOMAIN}",
            sequence=event.sequence,
            stamp=event.changed_at,
            start=start,
            end=end,
            zone=event.time_zone,
            summary=event.title
            if len(days) == 1
            else _("%(title)s, day %(number)s") % {"title": event.title, "number": number},
            description=description or event.summary,
            location=str(event.venue) if event.venue else "",
            url=url,
            cancelled=cancelled or event.state == EventState.CANCELLED,
            more=more,
        )
        for number, (start, end) in enumerate(days, start=1)
    ]


def _days(event: Event) -> list[tuple[datetime, datetime]]:
    zone = ZoneInfo(event.time_zone)
    if event.start.astimezone(zone).date() == event.end.astimezone(zone).date():
        return [(event.start, event.end)]
    spans: dict[object, tuple[datetime, datetime]] = {}
    for slot in event.slots.all():
        day = slot.start.astimezone(zone).date()
        start, end = spans.get(day, (slot.start, slot.end))
        spans[day] = (min(start, slot.start), max(end, slot.end))
    return sorted(spans.values()) or [(event.start, event.end)]


def registration_entries(registration: Registration, *, cancelled: bool = False) -> list[Entry]:
    """The entries of a person's own calendar: the event's, with the sessions this person chose."""
    event = registration.event
    chosen = sorted((booking.session for booking in registration.bookings.all()), key=lambda session: session.start)
    page = absolute(reverse("training:registration", args=[event.code, registration.token]))
    lines = [_chosen_line(session, event) for session in chosen]
    if event.online_url and not cancelled:
        lines.append(_("Link for participants: %(url)s") % {"url": event.online_url})
    lines.append(_("Your registration: %(url)s") % {"url": page})
    entries = event_entries(event, description="\n".join(lines), uid_prefix=f"r{registration.pk}-", cancelled=cancelled)
    stamp = max(event.changed_at, registration.changed_at)
    return [replace(entry, stamp=stamp, sequence=event.sequence + cancelled) for entry in entries]


def _chosen_line(session: Session, event: Event) -> str:
    at = session.start.astimezone(ZoneInfo(event.time_zone)).strftime("%H:%M")
    return ", ".join(part for part in (f"{at} {session.title}", session.room) if part)
