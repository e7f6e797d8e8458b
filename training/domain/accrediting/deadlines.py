"""What accrediting bodies wait for, and until when: the dates follow from the event and the parameters of the body's scheme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet

from plugins.api import ParameterValue
from plugins.models import Region
from plugins.registry import credit_schemes
from plugins.runtime import Hooks, hooks_by_region
from training.domain.credits.asking import parameters_on
from training.enums import AccreditationStatus, EventState
from training.models import Accreditation, ChangeNotice

Kind = Literal["apply", "report", "notify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something an organiser owes a body. ``due`` is the last day, by the event's clock; None where no deadline is known.

    A change is to be told at once: its ``due`` is the day of the ``change``, and it is never overdue, for bodies name no day.
    """

    kind: Kind
    accreditation: Accreditation
    due: date | None
    is_overdue: bool
    change: ChangeNotice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The last days for the application and for the report to a body; None where its scheme names none or there is none."""

    apply: date | None
    report: date | None
    wants_report: bool
    """Whether there may be a report to make: not where the scheme is known and has no deadline for one at all."""


def tasks_of(accreditations: Iterable[Accreditation], *, now: datetime) -> list[Task]:
    """What is owed for the accreditations, the oldest deadline first and those without one last.

    An application is owed while it is planned and the event is not over, a report once it is over and until it is noted as
    made; an event that was called off owes neither. What has changed since the grant is owed until it is ticked off. Two
    queries, if events and regions are loaded.
    """
    rows = list(accreditations)
    hooks = hooks_by_region({row.event.region_id for row in rows})
    owed = [task for row in rows if (task := _task(row, hooks[row.event.region_id], now=now))]
    tasks = [*_changes(rows), *owed]
    return sorted(tasks, key=lambda task: (task.due or date.max, task.accreditation.event.start, task.accreditation.pk))


def tasks_in(regions: QuerySet[Region], *, now: datetime) -> list[Task]:
    """What is owed in the regions, as ``tasks_of`` puts it; three queries."""
    planned = Q(status=AccreditationStatus.PLANNED, event__end__gte=now)
    unreported = Q(status=AccreditationStatus.GRANTED, event__end__lt=now, reported_on=None)
    takes_place = ~Q(event__state=EventState.CANCELLED)
    changed = Q(pk__in=ChangeNotice.objects.filter(told_at=None).values("accreditation"))
    rows = Accreditation.objects.filter((planned | unreported) & takes_place | changed, event__region__in=regions)
    return tasks_of(rows.select_related("event__region"), now=now)


def deadlines_of(accreditation: Accreditation) -> Deadlines:
    """The body's deadlines for this event; one query."""
    region = accreditation.event.region_id
    return _deadlines(accreditation, hooks_by_region([region])[region])


def _task(accreditation: Accreditation, hooks: Hooks, *, now: datetime) -> Task | None:
    event = accreditation.event
    if event.state == EventState.CANCELLED:
        return None
    if accreditation.status == AccreditationStatus.PLANNED and now <= event.end:
        return _owed("apply", accreditation, due=_deadlines(accreditation, hooks).apply, now=now)
    if accreditation.status == AccreditationStatus.GRANTED and event.end < now and not accreditation.reported_on:
        deadlines = _deadlines(accreditation, hooks)
        return _owed("report", accreditation, due=deadlines.report, now=now) if deadlines.wants_report else None
    return None


def _changes(rows: list[Accreditation]) -> Iterator[Task]:
    """What granting bodies have still to be told; one query."""
    granted = {row.pk: row for row in rows if row.status == AccreditationStatus.GRANTED}
    for change in ChangeNotice.objects.filter(accreditation__in=granted, told_at=None):
        accreditation = granted[change.accreditation_id]
        due = accreditation.event.day_of(change.changed_at)
        yield Task(kind="notify", accreditation=accreditation, due=due, is_overdue=False, change=change)


def _owed(kind: Kind, accreditation: Accreditation, *, due: date | None, now: datetime) -> Task:
    today = accreditation.event.day_of(now)
    return Task(kind=kind, accreditation=accreditation, due=due, is_overdue=due is not None and due < today)


def _deadlines(accreditation: Accreditation, hooks: Hooks) -> Deadlines:
    event = accreditation.event
    first, last = event.day_of(event.start), event.day_of(event.end)
    values = parameters_on(accreditation.scheme, day=first, hooks=hooks)
    before, after = (_days(values.get(name)) for name in ("apply_days", "report_days"))
    is_known = accreditation.scheme in credit_schemes()
    return Deadlines(
        apply=first - before if before is not None else None,
        report=last + after if after is not None else None,
        wants_report="report_days" in values or not is_known,
    )


def _days(value: ParameterValue) -> timedelta | None:
    return timedelta(days=value) if isinstance(value, int) else None
