"""Check-in at the door of a session: whose number was scanned, and whether that person can be recorded here."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from training.domain import attendance
from training.domain.numbers import give_numbers
from training.domain.queries import booked_sessions, locked
from training.domain.registration import change_sessions
from training.domain.scanned import Scanned
from training.enums import AttendanceMethod, RegistrationState
from training.models import Attendance, Event, Registration, Session

LATEST = 10
"""How many of those who came in last are shown."""
MOST = 20
"""How many people of one name are shown; more than that are not looked through at a door."""


class Outcome(StrEnum):
    CAME_IN = "came_in"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    NOT_CONFIRMED = "not_confirmed"
    SEVERAL = "several"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a check-in. ``entry`` is what is recorded: here, or where the person belongs instead.

    ``chosen`` is the parallel session the person belongs in; None where none is chosen yet. ``kept`` are the kinds of numbers
    that were stored, ``unkept`` those that were not because another number of the kind is.
    """

    outcome: Outcome
    registration: Registration | None = None
    entry: Attendance | None = None
    chosen: Session | None = None
    people: Sequence[Registration] = ()
    kept: Collection[str] = ()
    unkept: Collection[str] = ()

    @property
    def is_in(self) -> bool:
        """Whether the person is recorded as present where they were to be."""
        return self.outcome in {Outcome.CAME_IN, Outcome.KNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How many are expected in a session and how many of them came, and who came in last."""

    expected: int
    present: int
    latest: Sequence[Attendance]


def check_in(session: Session, scanned: Scanned, *, by: AbstractBaseUser | None, now: datetime) -> Answer:
    """Record whoever gave this number for the event, as ``admit`` does."""
    people = scanned.holders()
    if len(people) != 1:
        return Answer(outcome=Outcome.SEVERAL if people else Outcome.UNKNOWN, people=people)
    return admit(people[0], session, scanned=scanned, by=by, now=now)


@transaction.atomic
def admit(
    registration: Registration,
    session: Session,
    *,
    scanned: Scanned | None = None,
    keep: Collection[str] = (),
    by: AbstractBaseUser | None,
    now: datetime,
) -> Answer:
    """Record a person as present for the whole session, once, however many scan at the same time.

    What is recorded already stays, unless it says absent. The method is a scan if the scanned number tells who it is.
    The numbers of the kinds in ``keep`` are stored with the registration of whoever is in, replacing none. Raises
    AttendanceError, and then nothing is recorded.
    """
    locked(session.event_id)
    registration = _locked(registration)
    if registration.state != RegistrationState.CONFIRMED:
        return Answer(outcome=Outcome.NOT_CONFIRMED, registration=registration)
    if not attendance.expected(session).filter(pk=registration.pk).exists():
        return _elsewhere(registration, session)
    outcome, entry = Outcome.KNOWN, _entry(registration, session)
    if entry is None:
        was_scanned = scanned is not None and registration in scanned.holders()
        method = AttendanceMethod.SCAN if was_scanned else AttendanceMethod.LIST
        entry = attendance.mark(registration, session, minutes=session.minutes, method=method, by=by, now=now)
        outcome = Outcome.CAME_IN
    return Answer(outcome=outcome, registration=registration, entry=entry, **_keep(registration, scanned, keep))


@transaction.atomic
def move_here(
    registration: Registration,
    session: Session,
    *,
    scanned: Scanned | None = None,
    keep: Collection[str] = (),
    by: AbstractBaseUser,
    now: datetime,
) -> Answer:
    """Give a person this session instead of the one chosen in its slot, and record them. Raises RegistrationError too."""
    locked(session.event_id)
    others = booked_sessions(registration).exclude(slot=session.slot_id)
    change_sessions(registration, sessions=[*others, session], by=by, now=now)
    return admit(registration, session, scanned=scanned, keep=keep, by=by, now=now)


def take_back(registration: Registration, session: Session, *, by: AbstractBaseUser | None, now: datetime) -> bool:
    """Undo what was recorded of a person here; False if nothing was. Raises AttendanceError when it is too late for that."""
    return attendance.record(session, minutes={registration.pk: None}, by=by, now=now) == 1


def find(event: Event, name: str) -> list[Registration]:
    """The people of the event whose names hold every word, whatever its case and accents; at most ``MOST``, confirmed first."""
    words = _plain(name).split()
    named = event.registrations.exclude(person=None).values_list("pk", "person__name")
    matching = [pk for pk, full in named if words and all(word in _plain(full) for word in words)]
    rows = event.registrations.filter(pk__in=matching).select_related("event", "person")
    return sorted(rows, key=lambda row: (row.state != RegistrationState.CONFIRMED, _plain(str(row.person)), row.pk))[:MOST]


def presence(session: Session) -> Presence:
    """Who of those expected came, with the last first; 4 queries."""
    present = session.attendances.filter(minutes__gt=0)
    latest = present.select_related("registration__person").order_by("-recorded_at", "-pk")[:LATEST]
    return Presence(expected=attendance.expected(session).count(), present=present.count(), latest=list(latest))


def _locked(registration: Registration) -> Registration:
    """The row as it is now, which nobody else changes or records until this transaction ends."""
    # Rows that only name the registration may be written beside it, such as an answer to a learning check.
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("event", "person")
    return rows.get(pk=registration.pk)


def _elsewhere(registration: Registration, session: Session) -> Answer:
    chosen = booked_sessions(registration).filter(slot=session.slot_id).first()
    entry = _entry(registration, chosen) if chosen else None
    return Answer(outcome=Outcome.ELSEWHERE, registration=registration, chosen=chosen, entry=entry)


def _entry(registration: Registration, session: Session) -> Attendance | None:
    """What says that the person came; that somebody was absent says nothing once they stand at the door."""
    return Attendance.objects.filter(registration=registration, session=session, minutes__gt=0).first()


def _keep(registration: Registration, scanned: Scanned | None, keep: Collection[str]) -> dict[str, Any]:
    if not scanned or not keep:
        return {}
    stored = dict(registration.numbers.filter(forgotten_at=None).values_list("key", "lookup"))
    new = [given for given in scanned.given(keep) if given.key not in stored]
    give_numbers(registration, new)
    others = [key for key, lookup in scanned.lookups().items() if key in keep and stored.get(key, lookup) != lookup]
    return {"kept": [given.key for given in new], "unkept": others}


def _plain(name: str) -> str:
    """A name as people type it in a hurry: without accents, in one case."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
