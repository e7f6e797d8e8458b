"""The programme of an event to be, planned from a training's modules: what runs when, with its breaks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from math import ceil

from django.utils.translation import gettext as _

from plugins.registry import module_types
from training.domain.errors import ProgrammeError
from training.models import Event, Module, Session, Slot

BREAK = timedelta(minutes=15)
LUNCH = timedelta(minutes=60)
LUNCH_TIME = time(11, 30), time(14, 0)
DAY = timedelta(hours=9)
"""How long a day of the programme may last before the rest moves to the next day, at the same time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSlot:
    """A slot to be: the modules that run side by side in it, and when. Times are aware."""

    label: str
    start: datetime
    end: datetime
    modules: tuple[Module, ...]


def plan(modules: Sequence[Module], *, start: datetime, runs: int = 1) -> list[PlannedSlot]:
    """Place the modules one after another from ``start`` on, in the wall time of its zone, with breaks between them.

    Modules of a type with seats of its own that follow each other run side by side; with several ``runs`` such a
    group is held that many times, so that each participant can choose again. Raises ProgrammeError.
    """
    check_modules(modules)
    slots: list[PlannedSlot] = []
    opening = start
    for group, label in _groups(modules, runs):
        length = timedelta(minutes=max(module.minutes for module in group))
        begins = _after(slots[-1].end, opening=opening, lunch_had=_had_lunch(slots)) if slots else start
        if begins + length > opening + DAY and begins > opening:
            begins = opening = opening + timedelta(days=1)
        slots.append(PlannedSlot(label=label, start=begins, end=begins + length, modules=group))
    return slots


def check_modules(modules: Sequence[Module]) -> None:
    """Raise ProgrammeError, in the asking user's language, for modules that cannot be placed: none, or one without minutes."""
    if not modules:
        raise ProgrammeError(_("This training has no published modules yet. Add at least one to its page and publish it."))
    for module in modules:
        if not module.minutes:
            raise ProgrammeError(
                _("The module “{title}” has no minutes. Enter them on the page and publish it.").format(title=module.title)
            )


def _takes_seats(module: Module) -> bool:
    provided = module_types().get(module.module_type)
    return provided is not None and provided.value.takes_seats


def has_parallel(modules: Iterable[Module]) -> bool:
    """Whether some of the modules run side by side, so that runs and seats per session are questions to ask."""
    return any(parallel and len(list(members)) > 1 for parallel, members in groupby(modules, key=_takes_seats))


def _groups(modules: Sequence[Module], runs: int) -> Iterator[tuple[tuple[Module, ...], str]]:
    label = _("Run {number}") if runs > 1 else _("Parallel sessions {number}")
    number = 0
    for parallel, members in groupby(modules, key=_takes_seats):
        group = tuple(members)
        if not parallel or len(group) == 1:
            yield from (((module,), module.title[:80]) for module in group)
            continue
        for _run in range(runs):
            number += 1
            yield group, label.format(number=number)


def _after(end: datetime, *, opening: datetime, lunch_had: bool) -> datetime:
    earliest, latest = LUNCH_TIME
    is_lunch = not lunch_had and opening.time() < earliest <= end.time() <= latest
    return end + (LUNCH if is_lunch else BREAK)


def _had_lunch(slots: Sequence[PlannedSlot]) -> bool:
    today = [slot for slot in slots if slot.start.date() == slots[-1].start.date()]
    return any(later.start - earlier.end >= LUNCH for earlier, later in pairwise(today))


def write_programme(event: Event, *, slots: Iterable[PlannedSlot], capacity: int, session_capacity: int | None = None) -> None:
    """Write a planned programme as slots and sessions, copying title, type and minutes of each module.

    Sessions that run side by side share the event's seats evenly, rounded up, unless ``session_capacity`` says otherwise.
    """
    for planned in slots:
        slot = Slot.objects.create(event=event, label=planned.label, start=planned.start, end=planned.end)
        parallel = len(planned.modules) > 1
        seats = (session_capacity or ceil(capacity / len(planned.modules))) if parallel else None
        Session.objects.bulk_create(
            Session(
                event=event,
                slot=slot,
                module=module,
                title=module.title,
                module_type=module.module_type,
                minutes=module.minutes,
                start=slot.start,
                end=slot.end,
                delivery=event.delivery,
                capacity=seats,
            )
            for module in planned.modules
        )
