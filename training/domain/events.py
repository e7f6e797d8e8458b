"""The life of an event: scheduled from a training's page, announced, moved, cancelled, closed."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plugins.models import Region
from training.domain import planning, programme
from training.domain.application_facts import copy_goals
from training.domain.changes import raise_sequence, tell_if_moved, tell_of_cancellation, when_and_where
from training.domain.errors import DomainError
from training.domain.granted_changes import noting_changes
from training.domain.notice_files import forget_files
from training.domain.queries import lock
from training.domain.seat_shares import Share, set_seats
from training.enums import ContributorRole, Delivery, EventState
from training.models import Contributor, Event, Module, NoticeFile, SeatClass, TrainingPage, Venue

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another, on paper or on the telephone: no 0 and O, no 1, I and L, no U."""

CANCEL_BEFORE = timedelta(days=3)
PROMOTE_BEFORE = timedelta(hours=24)

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


def new_code(region: Region) -> str:
    """Give a short code that begins with the region's, such as HE-7K3M, and is not taken yet."""
    while True:
        code = f"{region.code}-{''.join(secrets.choice(ALPHABET) for _place in range(4))}"
        if not Event.objects.filter(code=code).exists():
            return code


@transaction.atomic
def schedule(
    page: TrainingPage,
    *,
    region: Region,
    start: datetime,
    capacity: int,
    venue: Venue | None = None,
    delivery: str = Delivery.PRESENCE,
    runs: int = 1,
    session_capacity: int | None = None,
    shares: Iterable[Share] = (),
    now: datetime,
) -> Event:
    """Make an event in preparation from a training's published page, with its programme and its seats.

    Title, facts, goals and programme are copied from what is published, never from a draft. Registration opens now and closes
    at the start, cancelling is possible until three days before it, and people move up until a day before. The modules are
    placed as ``planning.plan`` says, ``runs`` times where several run side by side. Raises EventError, SharesError,
    ProgrammeError.
    """
    published = TrainingPage.objects.get(pk=page.pk)
    _check_request(published, region=region, capacity=capacity, runs=runs)
    modules = list(Module.objects.filter(page=published).order_by("sort_order"))
    planning.check_modules(modules)
    with translation.override(region.language):
        slots = planning.plan(modules, start=start.astimezone(ZoneInfo(region.time_zone)), runs=runs)
    event = _create(
        region,
        page=published,
        title=published.title,
        summary=published.intro,
        host=published.host or region.organisation,
        scientific_lead=_scientific_lead(published),
        professions=published.professions,
        sectors=published.sectors,
        start=slots[0].start,
        end=slots[-1].end,
        time_zone=region.time_zone,
        venue=venue,
        delivery=delivery,
        registration_opens=min(now, start),
        registration_closes=start,
        cancellation_deadline=start - CANCEL_BEFORE,
        promotion_ends=start - PROMOTE_BEFORE,
    )
    copy_goals(published, event)
    SeatClass.objects.create(event=event, capacity=capacity)
    set_seats(event, total=capacity, shares=shares, now=now)
    planning.write_programme(event, slots=slots, capacity=capacity, session_capacity=session_capacity)
    return event


def _check_request(page: TrainingPage, *, region: Region, capacity: int, runs: int) -> None:
    if not page.live:
        raise EventError(
            _("This training is not published yet. Publish its page first, so that people can read what it is about.")
        )
    if region.root_page and not page.is_descendant_of(region.root_page):
        raise EventError(_("This training belongs to another region. Choose one of {region}.").format(region=region))
    if capacity < 1:
        raise EventError(_("An event needs at least one seat. Enter how many people can take part."))
    if runs < 1:
        raise EventError(_("Sessions side by side are held at least once. Enter 1 or more runs."))


def _scientific_lead(page: TrainingPage) -> str:
    leads = Contributor.objects.filter(page=page, role=ContributorRole.SCIENTIFIC_LEAD).order_by("sort_order")
    return ", ".join(leads.values_list("name", flat=True))[:200]


def _create(region: Region, **fields: Any) -> Event:
    """Two organisers may draw the same code in the same moment: the unique constraint decides and the loser draws again."""
    for _attempt in range(10):
        code = new_code(region)
        try:
            with transaction.atomic():
                return Event.objects.create(region=region, code=code, **fields)
        except IntegrityError:
            if not Event.objects.filter(code=code).exists():
                raise
    raise EventError(_("No free event code was found. Try again."))


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
    if event.state != EventState.DRAFT or event.registrations.exists():
        raise EventError(_("This event was announced or has registrations, so it is kept. Cancel it instead."))
    forget_files(NoticeFile.objects.filter(accreditation__event=event))
    event.delete()
