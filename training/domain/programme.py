"""The programme of an event, changed slot by slot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min, ProtectedError
from django.utils.translation import gettext as _

from training.domain import changes
from training.domain.accrediting.granted_changes import noting_changes
from training.domain.errors import ProgrammeError
from training.domain.queries import lock
from training.enums import Delivery, RegistrationState
from training.models import Event, Session, SessionResult, Slot


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
    when people have already chosen a session that would go, when seats would drop below those taken, when a choice would
    appear that nobody was asked for, or when minutes of teaching would change after the attendance was closed.
    """
    if end <= start:
        raise ProgrammeError(_("The slot ends before it starts. Correct one of the two times."))
    if not sessions:
        raise ProgrammeError(_("A slot needs at least one session. Enter its title and minutes, or delete the slot."))
    with _following(event, now=now):
        return _write_slot(event, slot, sessions, label=label, start=start, end=end)


def _write_slot(event: Event, slot: Slot | None, sessions: Sequence[SessionFields], **fields: Any) -> Slot:
    kept = _as_stored(event, slot) if slot else Slot(event=event)
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


def _as_stored(event: Event, slot: Slot) -> Slot:
    stored = event.slots.filter(pk=slot.pk).first()
    if stored is None:
        raise ProgrammeError(_("Somebody has deleted this slot meanwhile. Add it again if it is still wanted."))
    return stored


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
    """Delete a slot with its sessions.

    Raises ProgrammeError when people chose or attended one, when it is the last slot, or after the attendance was closed.
    """
    event = slot.event
    with _following(event, now=now):
        if not event.slots.exclude(pk=slot.pk).exists():
            raise ProgrammeError(_("This is the only slot. Add another one before you delete it."))
        for session in slot.sessions.all():
            _delete_session(session)
        slot.delete()


def _span(event: Event) -> dict[str, datetime | None]:
    return event.slots.aggregate(start=Min("start"), end=Max("end"))


@contextmanager
def _following(event: Event, *, now: datetime) -> Iterator[None]:
    """Move the event's start or end where its programme's move inside, and tell those it concerns, bodies among them.

    The event is locked before anything is read, so that nobody else's change of the programme, nor the closing of its
    attendance, falls between what is compared here. What is inside has to read the programme itself.
    """
    lock(event)
    before, span, taught = changes.when_and_where(event), _span(event), _taught(event)
    with noting_changes(event, now=now):
        yield
        if event.attendance_closed_at and _taught(event) != taught:
            raise _after_closing()
        _move(event, was=span, now_is=_span(event))
    changes.tell_if_moved(event, before=before, now=now)


def _move(event: Event, *, was: Mapping[str, datetime | None], now_is: Mapping[str, datetime | None]) -> None:
    """Times that an office gave the event beside its programme stay, unless it would end before it starts."""
    moved = {name: at for name, at in now_is.items() if at and at != was[name]}
    if moved.get("start", event.start) >= moved.get("end", event.end):
        moved = {name: at for name, at in now_is.items() if at}
    for name, at in moved.items():
        setattr(event, name, at)
    event.save(update_fields=[*moved, "changed_at"])


def _taught(event: Event) -> dict[int, int]:
    return dict(event.sessions.values_list("pk", "minutes"))


def _after_closing() -> ProgrammeError:
    return ProgrammeError(
        _(
            "The attendance of this event is closed, and credits rest on its minutes. To add, delete or change the minutes "
            "of a session, open the attendance again first, under “Attendance”."
        )
    )


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
