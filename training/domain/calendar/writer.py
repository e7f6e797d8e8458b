"""Writes iCalendar (RFC 5545, 7986). The library builds single properties; what it gets wrong is not asked of it.

It leaves calendar names unescaped, and its generated time zones show summer events an hour off in several clients, so
names go through ``vText`` and the time zones here are static rules. Control characters never reach the library.
"""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vDDDTypes, vText, vUri
from icalendar import Event as VEvent

from training.domain.calendar.entry import Entry

PRODID = "-//Samkurs//Training calendar 1//EN"
"""Its number rises when the way of writing changes: what was cached under the old number is then left alone."""

CENTRAL_EUROPE = frozenset({"Europe/Berlin", "Europe/Copenhagen", "Europe/Stockholm"})
"""Zones with the summer time of Directive 2000/84/EC. Times of any other zone are written in UTC."""

_VTIMEZONE = """BEGIN:VTIMEZONE\r
TZID:{zone}\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:19700329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
END:DAYLIGHT\r
END:VTIMEZONE\r
"""


def clean_text(text: str) -> str:
    """The text without control characters, line feeds and tabs excepted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) != "Cc")


def write_entry(entry: Entry) -> bytes:
    """The VEVENT, folded and escaped. The same entry always gives the same bytes."""
    event = VEvent()
    event.add("uid", vText(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("last-modified", entry.stamp)
    zone = ZoneInfo(entry.zone if entry.zone in CENTRAL_EUROPE else "UTC")
    event.add("dtstart", vDDDTypes(entry.start.astimezone(zone)))
    event.add("dtend", vDDDTypes(entry.end.astimezone(zone)))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name in ("summary", "description", "location"):
        if text := clean_text(getattr(entry, name)):
            event.add(name, vText(text))
    if entry.url:
        event.add("url", vUri(clean_text(entry.url)))
    _add_people(event, entry)
    for name, value in entry.more:
        event.add(name, vText(clean_text(value)))
    return event.to_ical()


def _add_people(event: VEvent, entry: Entry) -> None:
    if entry.organizer:
        event.add("organizer", _address(*entry.organizer))
    if entry.attendee:
        attendee = _address(*entry.attendee)
        attendee.params.update({"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
        event.add("attendee", attendee)


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{clean_text(email)}")
    address.params["CN"] = clean_text(name).replace("\n", " ").replace('"', "'")
    return address


def write_calendar(
    vevents: Iterable[bytes], *, zones: Iterable[str], name: str = "", method: str = "", source: str = ""
) -> bytes:
    """The whole calendar around events that are written already."""
    head, _, tail = _frame(name, method, source).to_ical().partition(b"END:VCALENDAR")
    timezones = [_VTIMEZONE.format(zone=zone).encode() for zone in sorted(CENTRAL_EUROPE.intersection(zones))]
    return b"".join([head, *timezones, *vevents, b"END:VCALENDAR", tail])


def _frame(name: str, method: str, source: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        for key in ("NAME", "X-WR-CALNAME"):
            calendar.add(key, vText(clean_text(name)))
        calendar.add("REFRESH-INTERVAL", vDDDTypes(timedelta(hours=6)), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDDDTypes(timedelta(hours=6)))
    if source:
        calendar.add("SOURCE", vUri(source), parameters={"VALUE": "URI"})
    return calendar
