"""The programme of an event: planned from a training's modules, then changed slot by slot."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min, ProtectedError
from django.utils.translation import gettext as _

from plugins.registry import module_types
from training.domain import changes
from training.domain.errors import DomainError
from training.domain.granted_changes import noting_changes
from training.enums import Delivery, RegistrationState
from training.models import Event, Module, Session, SessionResult, Slot

BREAK = timedelta(minutes=15)
LUNCH = timedelta(minutes=60)
LUNCH_TIME = time(11, 30), time(14, 0)
DAY = timedelta(hours=9)
"""How long a day of the programme may last before the rest moves to the next day, at the same time of day."""


class ProgrammeError(DomainError):
    """The programme cannot be made or changed like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSlot:
    """A slot to be: the modules that run side by side in it, and when. Times are aware."""

    label: str
    start: datetime
    end: datetime
    modules: tuple[Module, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFields:
    """What an organiser sets on a session; ``pk`` is None for a new one. Times are those of its slot."""

    pk: int | None = None
    title: str
    minutes: int
    room: str = ""
    lead: str = ""
    delivery: str = Delivery.PRESENCE
    capacity: int | None = None


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


@transaction.atomic
def save_slot(
    event: Event,
    *,
    slot: Slot | None = None,
    label: str,
    start: datetime,
    end: datetime,
    sessions: Sequence[SessionFields],
    now: datetime,
) -> Slot:
    """Create or change a slot with exactly the sessions given; those left out are removed.

    The event's own start and end follow its programme, and participants hear of new times and rooms. Raises ProgrammeError
    when people have already chosen a session that would go, when seats would drop below those taken, or when a choice would
    appear that nobody was asked for.
    """
    if end <= start:
        raise ProgrammeError(_("The slot ends before it starts. Correct one of the two times."))
    if not sessions:
        raise ProgrammeError(_("A slot needs at least one session. Enter its title and minutes, or delete the slot."))
    with _following(event, now=now):
        return _write_slot(event, slot, sessions, label=label, start=start, end=end)


def _write_slot(event: Event, slot: Slot | None, sessions: Sequence[SessionFields], **fields: Any) -> Slot:
    kept = slot or Slot(event=event)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    existing = {session.pk: session for session in kept.sessions.all()}
    _refuse_new_choice(event, existing=len(existing), wanted=len(sessions))
    for session_fields in sessions:
        _save_session(existing.pop(session_fields.pk, None) if session_fields.pk else None, slot=kept, fields=session_fields)
    for session in existing.values():
        _delete_session(session)
    return kept


def _refuse_new_choice(event: Event, *, existing: int, wanted: int) -> None:
    seated = event.registrations.filter(state__in=RegistrationState.seated)
    if existing == 1 and wanted > 1 and seated.exists():
        raise ProgrammeError(
            _("People have registered without being asked to choose here. Add the other sessions in a slot of their own.")
        )


def _save_session(session: Session | None, *, slot: Slot, fields: SessionFields) -> None:
    if not 1 <= fields.minutes <= (slot.end - slot.start).total_seconds() // 60:
        raise ProgrammeError(
            _(
                "“{title}” has {minutes} minutes of teaching, which do not fit the slot. Correct the minutes or the times."
            ).format(title=fields.title, minutes=fields.minutes)
        )
    if session and fields.capacity is not None and fields.capacity < session.taken:
        raise _too_few_seats(session)
    kept = session or Session(event=slot.event, slot=slot)
    kept.start, kept.end = slot.start, slot.end
    for name in ("title", "minutes", "room", "lead", "delivery", "capacity"):
        setattr(kept, name, getattr(fields, name))
    if session is None:
        kept.save()
        return
    try:
        kept.save(update_fields=["title", "minutes", "room", "lead", "delivery", "capacity", "start", "end"])
    except IntegrityError:  # somebody took a seat in this moment, and the database holds the line
        raise _too_few_seats(session) from None


def _too_few_seats(session: Session) -> ProgrammeError:
    return ProgrammeError(
        _("{taken} people have chosen “{title}”, so it needs at least as many seats.").format(
            taken=session.taken, title=session.title
        )
    )


def _delete_session(session: Session) -> None:
    try:
        session.delete()
    except ProtectedError:
        raise ProgrammeError(
            _("“{title}” has been chosen or attended by people. Move them to another session first, then delete it.").format(
                title=session.title
            )
        ) from None


@transaction.atomic
def delete_slot(slot: Slot, *, now: datetime) -> None:
    """Delete a slot with its sessions. Raises ProgrammeError when people chose or attended one, or when it is the last slot."""
    event = slot.event
    if not event.slots.exclude(pk=slot.pk).exists():
        raise ProgrammeError(_("This is the only slot. Add another one before you delete it."))
    with _following(event, now=now):
        for session in slot.sessions.all():
            _delete_session(session)
        slot.delete()


def _span(event: Event) -> dict[str, datetime | None]:
    return event.slots.aggregate(start=Min("start"), end=Max("end"))


@contextmanager
def _following(event: Event, *, now: datetime) -> Iterator[None]:
    """Move the event's start or end where its programme's move inside, and tell those it concerns, bodies among them."""
    before, span = changes.when_and_where(event), _span(event)
    with noting_changes(event, now=now):
        yield
        moved = {name: at for name, at in _span(event).items() if at and at != span[name]}
        for name, at in moved.items():
            setattr(event, name, at)
        event.save(update_fields=[*moved, "changed_at"])
    changes.tell_if_moved(event, before=before, now=now)


def shift_programme(event: Event, *, by: timedelta) -> None:
    """Move every slot and session of the event by the same time."""
    event.slots.update(start=F("start") + by, end=F("end") + by)
    event.sessions.update(start=F("start") + by, end=F("end") + by)


@transaction.atomic
def record_results(session: Session, *, sentences: Iterable[str]) -> None:
    """Write what the session arrived at, one row per sentence in this order; what was there before is replaced."""
    session.results.all().delete()
    kept = [text.strip() for text in sentences if text.strip()]
    SessionResult.objects.bulk_create(
        SessionResult(session=session, text=text, position=position) for position, text in enumerate(kept)
    )
