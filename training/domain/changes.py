"""What participants hear when an event moves or is called off, once for each change."""

from datetime import datetime
from typing import TypeAlias

from django.db.models import F

from training.domain import notices
from training.enums import EventState
from training.models import Event

Whereabouts: TypeAlias = tuple[object, ...]


def when_and_where(event: Event) -> Whereabouts:
    """All that a participant's calendar shows of an event's time and place, to be compared before and after a change."""
    fresh = Event.objects.values_list("start", "end", "venue", "delivery", "online_url", "state").get(pk=event.pk)
    sessions = event.sessions.order_by("pk").values_list("pk", "start", "end", "room")
    return (*fresh, *sessions)


def tell_if_moved(event: Event, *, before: Whereabouts, now: datetime) -> bool:
    """Raise the event's sequence when time or place differ from ``before``, and tell everyone who is registered or waiting.

    Nobody is written to about an event that is over or not announced. Call inside the transaction of the change.
    """
    if when_and_where(event) == before:
        return False
    raise_sequence(event, now=now)
    if event.state == EventState.OPEN and event.end > now:
        notices.tell_everyone("event_changed", event, now=now)
    return True


def tell_of_cancellation(event: Event, *, now: datetime) -> int:
    """Tell everyone with an active registration that the event is off and why; return how many were told."""
    return notices.tell_everyone("event_cancelled", event, now=now)


def raise_sequence(event: Event, *, now: datetime) -> None:
    """Count a change of time, place or status, so that calendars take the newer version (RFC 5545, 3.8.7.4)."""
    Event.objects.filter(pk=event.pk).update(sequence=F("sequence") + 1, changed_at=now)
    event.refresh_from_db(fields=["sequence", "changed_at"])
