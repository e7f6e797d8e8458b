"""What plugins add to an event's calendar entry (RFC 5545, 3.8.1.2, 3.8.4.2 and 3.8.8.2)."""

import re
from collections.abc import Iterable

from plugins.api import CalendarProperty
from plugins.isolation import record_failure
from plugins.manager import implementations
from plugins.runtime import Hooks
from training.models import Event

ALLOWED = re.compile(r"CATEGORIES|CONTACT|X-[A-Z0-9-]{1,58}")
LONGEST = 1000
"""Characters of a value: every client of a feed fetches it again and again."""


def properties_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Names and values, plugin by plugin. What may not stand in an entry is left out and recorded.

    No query where no plugin answers; otherwise one for the hooks of the event, unless they are known.
    """
    if not implementations("calendar_properties"):
        return ()
    answers = event.hooks.each("calendar_properties", region=event.region.ref, event=event.ref)
    return tuple(pair for answer in answers for pair in _allowed(answer.plugin, answer.value))


def sharing_hooks(events: Iterable[Event]) -> list[Event]:
    """The events, those of one region with the same hooks, so that their plugins are looked up once."""
    known: dict[int, Hooks] = {}
    found = list(events)
    if implementations("calendar_properties"):
        for event in found:
            if event.region_id not in known:
                known[event.region_id] = event.hooks
            event.hooks = known[event.region_id]
    return found


def _allowed(plugin: str, properties: Iterable[CalendarProperty]) -> Iterable[tuple[str, str]]:
    for one in properties:
        name = one.name.upper()
        if not ALLOWED.fullmatch(name):
            allowed = "CATEGORIES, CONTACT and names beginning with X-"
            record_failure(plugin, f"The calendar property {one.name[:60]!r} is not allowed; {allowed} are.")
        elif len(one.value) > LONGEST:
            record_failure(plugin, f"The value of the calendar property {name} has more than {LONGEST} characters.")
        elif one.value.strip():
            yield name, one.value
