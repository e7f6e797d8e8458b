"""The life of an event once it is scheduled: announced, changed, moved, cancelled, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain import programme
from training.domain.accrediting.granted_changes import noting_changes
from training.domain.accrediting.notice_files import forget_files
from training.domain.changes import raise_sequence, tell_if_moved, tell_of_cancellation, when_and_where
from training.domain.errors import DomainError
from training.domain.queries import lock
from training.domain.seating.shares import set_seats
from training.enums import EventState
from training.models import Event, NoticeFile

CHANGEABLE = frozenset(
    {
        "title",
        "summary",
        "host",
        "scientific_lead",
        "professions",
        "sectors",
        "delivery",
        "venue",
        "online_url",
        "registration_opens",
        "registration_closes",
        "cancellation_deadline",
        "needs_approval",
        "waiting_list",
        "promotion_ends",
        "minimum",
    }
)
"""The fields ``update_event`` sets. State, times and seats have functions of their own."""


class EventError(DomainError):
    """The event cannot be made or changed like this."""


def announce(event: Event, *, now: datetime) -> Event:
    """Make an event public and open it to registration. Raises EventError when it has no programme or was announced before."""
    if not event.sessions.exists():
        raise EventError(_("The programme is empty. Add at least one session before you announce the event."))
    return _move(event, EventState.OPEN, now=now)


def close(event: Event, *, now: datetime) -> Event:
    """End an announced event: nobody registers any more. It can be opened again with ``announce``. Raises EventError."""
    return _move(event, EventState.CLOSED, now=now)


@transaction.atomic
def cancel_event(event: Event, *, reason: str, now: datetime) -> int:
    """Call an event off and tell everyone with an active registration, who keep theirs as the record of who was coming.

    ``reason`` stands in the mail and on the public page. Returns how many people were told. Raises EventError.
    """
    if not reason.strip():
        raise EventError(_("Enter a reason: it is what participants read in the mail."))
    lock(event)
    with noting_changes(event, now=now):
        _move(event, EventState.CANCELLED, now=now, cancellation_reason=reason.strip())
    raise_sequence(event, now=now)
    return tell_of_cancellation(event)


def _move(event: Event, state: EventState, *, now: datetime, **fields: Any) -> Event:
    """Change the state by the table of allowed transitions, once, however many people press the button."""
    before = [known for known, following in EventState.next.items() if state in following]
    if not Event.objects.filter(pk=event.pk, state__in=before).update(state=state, changed_at=now, **fields):
        event.refresh_from_db(fields=["state"])
        raise EventError(
            _("This event is “{now}” and cannot become “{wanted}”.").format(
                now=event.get_state_display(), wanted=EventState(state).label
            )
        )
    event.refresh_from_db(fields=["state", "changed_at", *fields])
    return event


@transaction.atomic
def update_event(event: Event, *, changes: Mapping[str, Any], capacity: int | None = None, now: datetime) -> Event:
    """Change an event's facts, place, windows and number of seats.

    Confirmed participants get a new invitation when the place changed. ``capacity`` is all seats of the event, shares
    included, and may fall neither below them nor below the seats taken. Raises EventError, SharesError.
    """
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValueError(f"update_event does not change {sorted(unknown)}")
    lock(event)
    before = when_and_where(event)
    for name, value in changes.items():
        setattr(event, name, value)
    _check_windows(event)
    with noting_changes(event, now=now):
        event.save(update_fields=[*changes, "changed_at"])
    if capacity is not None:
        set_seats(event, total=capacity, now=now)
    tell_if_moved(event, before=before, now=now)
    return event


def _check_windows(event: Event) -> None:
    opens, closes = event.registration_opens, event.registration_closes
    if opens and closes and closes <= opens:
        raise EventError(_("Registration closes before it opens. Correct one of the two times."))
    if closes and closes > event.end:
        raise EventError(_("Registration would stay open after the end of the event. Choose an earlier time."))


@transaction.atomic
def reschedule(event: Event, *, start: datetime, now: datetime) -> Event:
    """Move the whole event to a new start: programme and deadlines move along, and participants get a new invitation.

    A registration window that has opened stays open. Raises EventError when the event is over or called off.
    """
    lock(event)
    if event.state == EventState.CANCELLED or event.end <= now:
        raise EventError(_("This event is over or cancelled. Schedule a new one instead."))
    before = when_and_where(event)
    by = start - event.start
    moved = ["start", "end", "registration_closes", "cancellation_deadline", "promotion_ends"]
    for name in moved:
        value = getattr(event, name)
        setattr(event, name, value + by if value else None)
    with noting_changes(event, now=now):
        programme.shift_programme(event, by=by)
        event.save(update_fields=[*moved, "changed_at"])
    tell_if_moved(event, before=before, now=now)
    return event


@transaction.atomic
def discard(event: Event) -> None:
    """Delete an event that was never announced and that nobody registered for. Raises EventError for any other."""
    lock(event)
    if event.state != EventState.DRAFT or event.registrations.exists():
        raise EventError(_("This event was announced or has registrations, so it is kept. Cancel it instead."))
    forget_files(NoticeFile.objects.filter(accreditation__event=event))
    event.delete()
