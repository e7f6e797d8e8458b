"""The facts of credits, read from the rows of an event: for one registration, or for many without a query each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import cast
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from plugins.api import CreditFacts, Delivery, SessionFacts
from training.domain.queries import profession_of
from training.models import CreditEntry, Event, Registration, Session

SHOWN_BY_PEOPLE = ("attendances", "bookings", "learning_checks", "contributions")
"""The relations of a registration that say what its person did."""


class Programme:
    """The sessions of an event, read once: which of them a registration takes part in needs no query of its own."""

    def __init__(self, event: Event):
        self._sessions = list(Session.objects.filter(event=event).order_by("start", "pk"))
        self._parallel = Counter(session.slot_id for session in self._sessions)

    def of(self, registration: Registration) -> list[Session]:
        """By time: the sessions nobody chooses, and those the registration chose, whose bookings are prefetched."""
        booked = {booking.session_id for booking in registration.bookings.all()}
        return [one for one in self._sessions if self._parallel[one.slot_id] == 1 or one.pk in booked]


def with_rows(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """The registrations with all that their facts and their standing entries are read from; a fixed number of queries."""
    return registrations.select_related("person", "evaluation").prefetch_related(*SHOWN_BY_PEOPLE, standing_entries())


def standing_entries() -> Prefetch:
    """Has ``credits`` of registrations be the entries that hold, those no other corrects."""
    return Prefetch("credits", CreditEntry.objects.filter(corrected_by=None))


def attended_facts(
    registration: Registration, sessions: Iterable[Session], *, category: str = "", group_size: int | None = None
) -> CreditFacts:
    """What the person attended of the sessions, and whether the evaluation came in; no record counts 0 minutes."""
    recorded = {attendance.session_id: attendance.minutes for attendance in registration.attendances.all()}
    facts = event_facts(
        registration.event,
        [(session, recorded.get(session.pk, 0)) for session in sessions],
        category=category,
        profession=profession_of(registration),
        group_size=group_size,
    )
    return replace(facts, feedback=hasattr(registration, "evaluation"))


def event_facts(
    event: Event, sessions: Iterable[tuple[Session, int]], *, category: str, group_size: int | None, profession: str = ""
) -> CreditFacts:
    """Times are local to the event, so that a day is a day there. Nobody is credited with more minutes than a session has."""
    zone = ZoneInfo(event.time_zone)
    return CreditFacts(
        date=event.day_of(event.start),
        profession=profession,
        role="participant",
        category=category or None,
        group_size=group_size,
        sessions=tuple(
            SessionFacts(
                start=session.start.astimezone(zone),
                minutes=session.minutes,
                attended=min(attended, session.minutes),
                delivery=cast(Delivery, session.delivery),
            )
            for session, attended in sessions
        ),
    )
