"""Which events go into which calendar, and whether anything in it has changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.core.cache import cache
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plugins.models import Region
from training.domain.calendar.entry import Entry, absolute, event_entries, registration_entries
from training.domain.calendar.properties import sharing_hooks
from training.domain.calendar.writer import PRODID, write_calendar, write_entry
from training.enums import EventState, RegistrationState
from training.models import Event, Person, Registration, SessionBooking

PAST = timedelta(days=90)
"""How long past and cancelled events stay in a feed: long enough for every client to have heard of a cancellation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar before it is written. ``etag`` changes exactly when a byte of it would."""

    entries: tuple[Entry, ...]
    name: str = ""
    method: str = ""
    source: str = ""

    @property
    def etag(self) -> str:
        keys = "".join([self.name, self.method, self.source, *map(_key, self.entries)])
        return f'"{hashlib.sha256(keys.encode()).hexdigest()}"'

    def to_ical(self) -> bytes:
        """The bytes; events written before are taken from the cache."""
        keys = [_key(entry) for entry in self.entries]
        known = cache.get_many(keys)
        fresh = {key: write_entry(entry) for key, entry in zip(keys, self.entries, strict=True) if key not in known}
        cache.set_many(fresh, timeout=7 * 24 * 3600)
        written = {**known, **fresh}
        zones = {entry.zone for entry in self.entries}
        return write_calendar(
            (written[key] for key in keys), zones=zones, name=self.name, method=self.method, source=self.source
        )


def _key(entry: Entry) -> str:
    return "vevent:" + hashlib.sha256(f"{PRODID}{entry!r}".encode()).hexdigest()


def region_feed(region: Region, *, now: datetime) -> Feed:
    """All announced events of the region from 90 days ago on, in the region's language; three queries at most."""
    with translation.override(region.language):
        events = (
            region.events.filter(state__in=EventState.public, end__gte=now - PAST)
            .select_related("venue")
            .prefetch_related("slots")
            .order_by("start", "pk")
        )
        entries = chain.from_iterable(event_entries(event) for event in sharing_hooks(events))
        name = _("Events in %(region)s") % {"region": region.name}
        source = absolute(reverse("training:calendar_region", args=[region.slug]))
        return Feed(entries=tuple(entries), name=name, source=source)


def event_feed(event: Event) -> Feed:
    """One event as a file to save: published, not an invitation, for nobody in particular."""
    with translation.override(event.region.language):
        return Feed(entries=tuple(event_entries(event)), method="PUBLISH")


def personal_feed(person: Person, *, now: datetime) -> Feed:
    """What the person is registered for, and what was cancelled lately, so that it leaves their calendar too."""
    bookings = Prefetch("bookings", SessionBooking.objects.select_related("session"))
    registrations = (
        Registration.objects.filter(
            person=person,
            state__in=[RegistrationState.CONFIRMED, RegistrationState.CANCELLED],
            confirmed_at__isnull=False,
            event__end__gte=now - PAST,
        )
        .select_related("event__venue", "event__region")
        .prefetch_related("event__slots", bookings)
        .order_by("event__start", "pk")
    )
    with translation.override(person.language or None):
        rows = list(registrations)
        sharing_hooks(row.event for row in rows)
        entries = chain.from_iterable(
            registration_entries(row, cancelled=row.state == RegistrationState.CANCELLED) for row in rows
        )
        return Feed(entries=tuple(entries), name=_("My trainings"))
