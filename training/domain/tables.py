"""An event's programme and results as tables: plain data with row and column headings, ready to be shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from training.models import Event, Session, SessionResult, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSlot:
    """A slot with what runs in it, by start, room and title."""

    slot: Slot
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """What one forum arrived at: for each run its sentences, none where the forum was not held."""

    forum: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTables:
    """``runs`` are the headings of the result columns; without results ``runs`` and ``rows`` are empty."""

    event: Event
    programme: tuple[ProgrammeSlot, ...]
    runs: tuple[str, ...]
    rows: tuple[ResultRow, ...]


def tables_of(events: Iterable[Event]) -> list[EventTables]:
    """Programme and results of each event, in the order given; two queries, however many events and sessions."""
    shown = list(events)
    results = Prefetch("results", SessionResult.objects.order_by("position", "pk"))
    sessions = Session.objects.filter(event__in=shown).select_related("slot").prefetch_related(results) if shown else []
    of_event = defaultdict(list)
    for session in sessions:
        of_event[session.event_id].append(session)
    return [_tables(event, of_event[event.pk]) for event in shown]


def _tables(event: Event, sessions: list[Session]) -> EventTables:
    programme = _programme(sessions)
    told = [session for session in sessions if session.results.all()]
    slots = [entry.slot for entry in programme if any(session.slot_id == entry.slot.pk for session in told)]
    rows = _result_rows(told, slots)
    return EventTables(event=event, programme=programme, runs=tuple(slot.label for slot in slots), rows=rows)


def _programme(sessions: list[Session]) -> tuple[ProgrammeSlot, ...]:
    ordered = sorted(sessions, key=lambda one: (one.slot.start, one.slot_id, one.start, one.room, one.title, one.pk))
    groups = groupby(ordered, key=lambda session: session.slot)
    return tuple(ProgrammeSlot(slot=slot, sessions=tuple(group)) for slot, group in groups)


def _result_rows(sessions: list[Session], slots: list[Slot]) -> tuple[ResultRow, ...]:
    """A forum held in several runs is one row. It is known by its module, or by its title when the module is gone."""
    forums: dict[object, dict[int, Session]] = {}
    for session in sorted(sessions, key=lambda one: one.pk):
        forums.setdefault(session.module_id or session.title, {})[session.slot_id] = session
    return tuple(
        ResultRow(forum=next(iter(runs.values())).title, cells=tuple(_sentences(runs.get(slot.pk)) for slot in slots))
        for runs in forums.values()
    )


def _sentences(session: Session | None) -> tuple[str, ...]:
    return tuple(result.text for result in session.results.all()) if session else ()
