"""An event's programme day by day as bodies read it: what runs when, the breaks between, and the minutes of teaching."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from training.models import Event, Session, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stretch of a day, times local to the event. Without a ``slot`` it is a break.

    ``minutes`` is what one participant is taught in it, those of its ``taught_session``.
    """

    start: datetime
    end: datetime
    slot: Slot | None = None
    sessions: tuple[Session, ...] = ()
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    date: date
    rows: tuple[Row, ...]

    @property
    def minutes(self) -> int:
        """Of teaching, in sum."""
        return sum(row.minutes for row in self.rows)


def taught_session(side_by_side: Iterable[Session]) -> Session | None:
    """The session of a slot whose minutes count for every participant, whatever they choose: the shortest."""
    return min(side_by_side, key=lambda session: session.minutes, default=None)


def timetable(event: Event) -> tuple[Day, ...]:
    """The days of the event in order, by the clock of its place; two queries."""
    zone = ZoneInfo(event.time_zone)
    sessions = Prefetch("sessions", Session.objects.order_by("room", "title", "pk"))
    taught = [_row(slot, zone) for slot in event.slots.order_by("start", "pk").prefetch_related(sessions)]
    days = groupby(taught, key=lambda row: row.start.date())
    return tuple(Day(date=day, rows=tuple(_with_breaks(list(rows)))) for day, rows in days)


def _row(slot: Slot, zone: ZoneInfo) -> Row:
    sessions = tuple(slot.sessions.all())
    taught = taught_session(sessions)
    times = {"start": slot.start.astimezone(zone), "end": slot.end.astimezone(zone)}
    return Row(**times, slot=slot, sessions=sessions, minutes=taught.minutes if taught else 0)


def _with_breaks(rows: list[Row]) -> Iterator[Row]:
    """Slots may overlap, so a break begins where the last of them has ended."""
    until = rows[0].start
    for row in rows:
        if row.start > until:
            yield Row(start=until, end=row.start)
        yield row
        until = max(until, row.end)
