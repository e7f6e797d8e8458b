"""Awards credits to many people at a time: each chunk is one short transaction with a fixed number of queries."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from time import monotonic

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from plugins.failures import BREAKS
from plugins.runtime import Hooks, hooks_for
from training.domain.credits.asking import ask_scheme
from training.domain.credits.due import HOURS, entries_due
from training.domain.credits.rows import Programme, attended_facts, with_rows
from training.domain.learning_check.demands import Demand, demands_of
from training.domain.plugin_events import announce
from training.domain.queries import confirmed, locked
from training.models import Accreditation, CreditEntry, Event, Registration

logger = logging.getLogger(__name__)

CHUNK = 100
"""Registrations in one transaction: few enough that whoever else wants to write waits for less than a second."""
PATIENCE = 2.0
"""Seconds after which a chunk ends early, for others wait to write: plugins' rules are asked in it, and one may be slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What became of some registrations, given by their keys: entries written, and why some have none, in words."""

    registrations: tuple[int, ...]
    entries: list[CreditEntry] = field(default_factory=list)
    failed: Mapping[int, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return self.registrations[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarding:
    """What an award rests on beside the registration's own rows, read once for a chunk."""

    event: Event
    accreditations: list[Accreditation]
    programme: Programme
    demands: Mapping[int, Demand]
    hooks: Hooks


def award_in_chunks(event: Event, *, clock: Callable[[], datetime]) -> Iterator[Chunk]:
    """Award everybody, chunk by chunk, each of them for good once it is given. Never call it inside a transaction."""
    after = 0
    while chunk := award_chunk(event, after=after, now=clock()):
        yield chunk
        after = chunk.last


@transaction.atomic
def award_chunk(event: Event, *, after: int, now: datetime, most: int = CHUNK) -> Chunk | None:
    """Award the next registrations after a key, or return None when nobody is left. Repeating it writes nothing.

    The event is locked, so that of two at work the second finds what the first has written. One person's failure stops no
    other, and nobody else is taken on once ``PATIENCE`` is over. Texts are in the region's language. Thirteen queries; a
    database that takes few values at a time gets the entries in several, and each person who completes the course has a task of
    their own where a plugin wants to hear of it.
    """
    event = locked(event)
    registrations = list(with_rows(confirmed(event).filter(pk__gt=after)).order_by("pk")[:most])
    if not registrations:
        return None
    accreditations, hooks = list(event.accreditations.order_by("pk")), hooks_for(event.region)
    awarding = Awarding(
        event=event,
        accreditations=accreditations,
        programme=Programme(event),
        demands=demands_of(event, accreditations, hooks=hooks),
        hooks=hooks,
    )
    with override(event.region.language):
        return _award(registrations, awarding, now=now)


def _award(registrations: list[Registration], awarding: Awarding, *, now: datetime) -> Chunk:
    rows: dict[int, list[CreditEntry]] = {}
    failed: dict[int, str] = {}
    completed: list[Registration] = []
    for registration in _in_time(registrations):
        registration.event = awarding.event
        try:
            rows[registration.pk], is_complete = _due(registration, awarding, now=now)
        except BREAKS:
            failed[registration.pk] = _failure(registration.pk)
            continue
        if is_complete and registration.completed_at is None:
            completed.append(registration)
    worked = tuple(sorted({*rows, *failed}))
    entries = _write(rows, failed)
    _complete([one for one in completed if one.pk not in failed], now=now)
    return Chunk(registrations=worked, entries=entries, failed=failed)


def _in_time(registrations: Iterable[Registration]) -> Iterator[Registration]:
    """One registration at least, and then others until ``PATIENCE`` is over."""
    begun = monotonic()
    for registration in registrations:
        yield registration
        if monotonic() - begun > PATIENCE:
            return


def _due(registration: Registration, awarding: Awarding, *, now: datetime) -> tuple[list[CreditEntry], bool]:
    """The entries to write for somebody, none until attendance is recorded, and whether every minute was attended."""
    recorded = {attendance.session_id for attendance in registration.attendances.all()}
    standing = registration.credits.all()
    if not recorded and not standing:
        return [], False
    sessions = awarding.programme.of(registration)
    rule = partial(ask_scheme, hooks=awarding.hooks)
    facts, hours = rule(HOURS, attended_facts(registration, sessions), unit="hours")
    is_recorded = bool(sessions) and recorded.issuperset(session.pk for session in sessions)
    due = entries_due(
        registration,
        awarding.accreditations,
        facts=facts,
        standing=standing,
        hours=hours,
        is_recorded=is_recorded,
        rule=rule,
        demands=awarding.demands,
    )
    is_complete = is_recorded and all(session.attended == session.minutes for session in facts.sessions)
    return [one.entry(now=now) for one in due if one.differs], is_complete


def _write(rows: Mapping[int, list[CreditEntry]], failed: dict[int, str]) -> list[CreditEntry]:
    """Write the entries of all at once; where the database refuses, those of each by themselves, noting whose it refuses."""
    try:
        with transaction.atomic():
            return CreditEntry.objects.bulk_create(entry for own in rows.values() for entry in own)
    except OperationalError:  # the database is away or out of step: nobody's failure, and tried again as a whole
        raise
    except Exception:
        if len(rows) == 1:
            failed.update((pk, _failure(pk)) for pk in rows)
            return []
    return [entry for pk, own in rows.items() for entry in _write({pk: own}, failed)]


def _failure(registration: int) -> str:
    logger.exception("The credits of registration %s could not be computed.", registration)
    return _("An unexpected error happened. Please try again; if it stays, tell the administrator.")


def _complete(registrations: list[Registration], *, now: datetime) -> None:
    """Note that every minute was attended, and have plugins told of it, the first time only: what is told is not taken back."""
    first = Registration.objects.filter(pk__in=[one.pk for one in registrations], completed_at=None)
    first.update(completed_at=now)
    for registration in registrations:
        announce("course_completed", registration)
