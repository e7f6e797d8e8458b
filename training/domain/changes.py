"""What participants hear when an event moves or is called off, once for each change.

The change only notes that there is something to tell, for writing hundreds of mails takes seconds, in which no transaction
may be open. The worker writes them right afterwards, and the tick does if the worker was stopped.
"""

import logging
from datetime import datetime
from typing import Literal, TypeAlias, cast

from django.db.models import F

from training.domain import notices
from training.domain.messages import wake_worker
from training.enums import EventState, RegistrationState
from training.models import Event, Registration

logger = logging.getLogger(__name__)

Notice: TypeAlias = Literal["event_changed", "event_cancelled"]
Whereabouts: TypeAlias = tuple[object, ...]


def when_and_where(event: Event) -> Whereabouts:
    """All that a participant's calendar shows of an event's time and place, to be compared before and after a change."""
    fresh = Event.objects.values_list("start", "end", "venue", "delivery", "online_url", "state").get(pk=event.pk)
    sessions = event.sessions.order_by("pk").values_list("pk", "start", "end", "room")
    return (*fresh, *sessions)


def tell_if_moved(event: Event, *, before: Whereabouts, now: datetime) -> bool:
    """Raise the event's sequence when time or place differ from ``before``, and have everyone registered or waiting told.

    Nobody is written to about an event that is over or not announced. Call inside the transaction of the change.
    """
    if when_and_where(event) == before:
        return False
    raise_sequence(event, now=now)
    if event.state == EventState.OPEN and event.end > now:
        _note(event, "event_changed")
    return True


def tell_of_cancellation(event: Event) -> int:
    """Have everyone with an active registration told that the event is off and why; return how many that are.

    Call inside the transaction of the change.
    """
    _note(event, "event_cancelled")
    return Registration.objects.filter(event=event, state__in=RegistrationState.active).exclude(email="").count()


def _note(event: Event, notice: Notice) -> None:
    Event.objects.filter(pk=event.pk).update(to_tell=notice)
    wake_worker()


def tell_due(*, now: datetime) -> int:
    """Write the mails about events that were moved or called off, and return how many; an event that fails stops no other.

    Never call it inside a transaction. A second worker writes the same mails, which the outbox keeps once. What changes
    while the mails are being written raises the sequence and is told again.
    """
    return sum(_tell(event, now=now) for event in Event.objects.exclude(to_tell="").order_by("pk"))


def _tell(event: Event, *, now: datetime) -> int:
    try:
        told = notices.tell_everyone(cast(Notice, event.to_tell), event, now=now)
    except Exception:
        logger.exception("The participants of %s could not be told of a change.", event.code)
        return 0
    Event.objects.filter(pk=event.pk, to_tell=event.to_tell, sequence=event.sequence).update(to_tell="")
    return told


def raise_sequence(event: Event, *, now: datetime) -> None:
    """Count a change of time, place or status, so that calendars take the newer version (RFC 5545, 3.8.7.4)."""
    Event.objects.filter(pk=event.pk).update(sequence=F("sequence") + 1, changed_at=now)
    event.refresh_from_db(fields=["sequence", "changed_at"])
