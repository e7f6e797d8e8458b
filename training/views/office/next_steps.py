"""What there is to do now for an event, in the order in which it is done."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plugins.api import EventAction
from training.domain.accrediting.conflicts import Conflict
from training.domain.accrediting.deadlines import Task
from training.enums import EventState, WaitingListMode
from training.models import Event
from training.views.office.due import due

DECIDE_BEFORE = timedelta(days=14)
"""When too few registrations become a question for the organiser."""


class Step(NamedTuple):
    sentence: str
    label: str
    url: str


class Progress(NamedTuple):
    """Where an event stands: registrations by state, free seats, sessions with people not recorded, credit entries.

    ``outdated`` is for how many people credits have to be computed again.
    """

    states: Counter
    free: int
    unmarked: int
    credits: int
    outdated: int = 0


def next_steps(
    event: Event,
    progress: Progress,
    actions: Iterable[EventAction],
    *,
    owed: Iterable[Task],
    conflicts: Iterable[Conflict] = (),
    now: datetime,
) -> list[Step]:
    """The steps due now. ``owed`` is what bodies wait for, ``conflicts`` what does not fit for them.

    ``actions`` of plugins come once the credits are computed.
    """
    if event.state == EventState.CANCELLED:
        return []
    steps = [*_preparing(event), *_registering(event, progress, now), *_following_up(event, progress, now)]
    own = [Step(sentence, label, reverse(f"events:{name}", args=[event.pk]) + query) for sentence, label, name, query in steps]
    own += [Step(row.sentence, row.label, row.url) for row in map(due, owed)]
    own += _to_decide(event, conflicts)
    if progress.unmarked or not progress.credits or event.state == EventState.CLOSED:
        return own
    recorded = _("Attendance and credits are recorded.")
    return [*[Step(recorded, str(action.label), action.url) for action in actions if action.is_step], *own]


def _to_decide(event: Event, conflicts: Iterable[Conflict]) -> list[Step]:
    """One step for each body that the plan does not fit; its sentences stand with the body."""
    bodies = dict.fromkeys(conflict.accreditation for conflict in conflicts)
    sentence = _("What {body} wants does not fit the plan of the event. Change one of them, or ask the body.")
    return [
        Step(sentence.format(body=row.body), _("Open the record"), reverse("events:accreditation", args=[event.pk, row.pk]))
        for row in bodies
    ]


def _preparing(event: Event):
    if event.state == EventState.DRAFT:
        if not event.venue_id and not event.online_url:
            yield _("No place is set yet. Participants see where they have to be."), _("Set the place"), "edit", ""
        yield _("Check the programme and its rooms, then make the event public."), _("Announce it"), "announce", ""


def _registering(event: Event, progress: Progress, now: datetime):
    if pending := progress.states["pending"]:
        sentence = ngettext("{n} registration waits for approval.", "{n} registrations wait for approval.", pending)
        yield sentence.format(n=pending), _("Decide"), "participants", "?state=pending"
    waiting = progress.states["waiting"]
    if waiting and progress.free > 0 and (event.waiting_list == WaitingListMode.MANUAL):
        sentence = ngettext("{n} person is waiting and seats are free.", "{n} people are waiting and seats are free.", waiting)
        yield sentence.format(n=waiting), _("Choose who moves up"), "participants", "?state=waiting"
    confirmed = progress.states["confirmed"]
    if event.state == EventState.OPEN and confirmed < event.minimum and now < event.start < now + DECIDE_BEFORE:
        sentence = _("Only {n} of at least {least} people have registered. Decide whether the event takes place.")
        yield sentence.format(n=confirmed, least=event.minimum), _("Call it off"), "cancel", ""


def _following_up(event: Event, progress: Progress, now: datetime):
    if timezone.localdate(now) < timezone.localdate(event.start) or not progress.states["confirmed"]:
        return
    if progress.unmarked:
        sentence = ngettext(
            "Attendance of {n} session is not complete.", "Attendance of {n} sessions is not complete.", progress.unmarked
        )
        yield sentence.format(n=progress.unmarked), _("Mark attendance"), "attendance", ""
    elif not event.attendance_closed_at and now > event.end:
        yield _("Attendance is recorded. Close it, and the credits are computed."), _("Close it"), "attendance_close", ""
    elif not progress.credits:
        yield _("Attendance is recorded. Now the credits can be computed."), _("Compute credits"), "credits", ""
    elif progress.outdated:
        sentence = ngettext(
            "What the credits of {n} person rest on has changed since they were computed.",
            "What the credits of {n} people rest on has changed since they were computed.",
            progress.outdated,
        )
        yield sentence.format(n=progress.outdated), _("Compute them again"), "credits", ""
    if now > event.end and event.state == EventState.OPEN:
        yield _("The event is over. When attendance and credits are right, close it."), _("Close it"), "close", ""
