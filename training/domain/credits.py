"""Credits: what a scheme proposes, what a body granted, and what was awarded for good.

A body's grant wins over every scheme, and it presumes that a person attended all of it. Without a grant only hours are awarded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from plugins.api import CreditAnswer, CreditFacts, CreditUnit, Delivery, SessionFacts
from plugins.credit_parameters import with_parameters
from plugins.credit_rules import ask, undetermined
from plugins.failures import BREAKS
from plugins.registry import credit_schemes
from plugins.runtime import Hooks, hooks_for
from training.domain.credit_awards import HOURS, entries_due
from training.domain.plugin_events import announce
from training.domain.queries import sessions_of
from training.enums import RegistrationState
from training.models import Accreditation, CreditEntry, Event, Registration, Session


def facts_for(registration: Registration, accreditation: Accreditation | None) -> CreditFacts:
    """What happened, as a scheme may know it: the minutes of every session the registration takes part in.

    A session without a record counts 0 minutes. ``accreditation`` gives the category; with None there is none.
    """
    category = accreditation.category if accreditation else ""
    group_size = _confirmed(registration.event).count()
    return _attended(registration, sessions_of(registration), category=category, group_size=group_size)


def propose(accreditation: Accreditation) -> CreditAnswer:
    """What the accreditation's scheme says of the whole programme, for the application: never printed, never awarded.

    Every slot is attended in full by a full house that hands in its evaluation; where a slot offers a choice, its shortest
    session is counted. The scheme's parameters are those of the event's region on the event's day.
    """
    event = accreditation.event
    slots = [list(slot.sessions.all()) for slot in event.slots.order_by("start", "pk").prefetch_related("sessions")]
    sessions = [min(offered, key=lambda session: session.minutes) for offered in slots if offered]
    facts = _facts(
        event,
        [(session, session.minutes) for session in sessions],
        category=accreditation.category,
        group_size=sum(seats.capacity for seats in event.seat_classes.all()),
    )
    hooks = hooks_for(event.region)
    _facts_asked, answer = _ask(accreditation.scheme, replace(facts, feedback=True), unit=accreditation.unit, hooks=hooks)
    return answer


@transaction.atomic
def award(event: Event, *, now: datetime) -> list[CreditEntry]:
    """Write the credits that attendance and grants call for, and return the entries written. Repeating it writes nothing.

    Every confirmed registration with recorded attendance gets its hours and an entry for every grant. Where attendance or
    grant changed since, a new entry corrects the old one, which stays. Texts are in the region's language. A registration
    that attended all of it is completed, once and for all, and plugins are told.
    """
    event = Event.objects.select_for_update(of=("self",)).select_related("region").get(pk=event.pk)
    accreditations = list(event.accreditations.order_by("pk"))
    current = Prefetch("credits", CreditEntry.objects.filter(corrected_by=None))
    registrations = _confirmed(event).select_related("person", "event").prefetch_related("attendances", current)
    hooks = hooks_for(event.region)
    with override(event.region.language):
        return [
            entry
            for registration in registrations.order_by("pk")
            for entry in _award(registration, accreditations, hooks=hooks, now=now)
        ]


def credits_of(registration: Registration) -> list[CreditEntry]:
    """The entries that hold, those no other corrects: hours first, then body by body."""
    entries = registration.credits.filter(corrected_by=None).select_related("accreditation__event")
    return sorted(entries, key=lambda entry: (entry.body, entry.pk))


def _ask(key: str, facts: CreditFacts, *, unit: str, hooks: Hooks) -> tuple[CreditFacts, CreditAnswer]:
    """The scheme's answer, and the facts it was asked with, with the parameters as the region had set them for that day."""
    if not key:
        return facts, undetermined(cast(CreditUnit, unit), _("No credit scheme is chosen for this body."))
    provided = credit_schemes().get(key)
    if provided is None:
        reason = _("The credit scheme {scheme} is not installed or does not work. Tell the people who run this site.")
        return facts, undetermined(cast(CreditUnit, unit), reason.format(scheme=key))
    try:
        if provided.value.parameters:
            facts = with_parameters(provided.value, facts, plugin_settings(provided.plugin, hooks))
    except BREAKS as exc:  # settings are brought up to date by the plugin's own code
        reason = _("The settings of the credit scheme {scheme} cannot be used ({error}). Have a look at the plugin's settings.")
        return facts, undetermined(provided.value.unit, reason.format(scheme=key, error=exc))
    return facts, ask(provided.value, facts)


def plugin_settings(plugin: str, hooks: Hooks) -> Mapping[str, Any]:
    """What the region set; nothing where the plugin is switched off by now."""
    try:
        return hooks.settings(plugin)
    except KeyError:
        return {}


def _confirmed(event: Event) -> QuerySet[Registration]:
    return Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED, person__isnull=False)


def _award(
    registration: Registration, accreditations: Iterable[Accreditation], *, hooks: Hooks, now: datetime
) -> list[CreditEntry]:
    """Write what is due to a registration with its standing entries prefetched: nothing until attendance is recorded."""
    recorded = {attendance.session_id for attendance in registration.attendances.all()}
    standing = registration.credits.all()
    if not recorded and not standing:
        return []
    sessions = sessions_of(registration)
    facts, hours = _ask(HOURS, _attended(registration, sessions), unit="hours", hooks=hooks)
    is_recorded = bool(sessions) and recorded.issuperset(session.pk for session in sessions)
    if is_recorded and all(session.attended == session.minutes for session in facts.sessions):
        _complete(registration, now=now)
    due = entries_due(
        registration,
        accreditations,
        facts=facts,
        standing=standing,
        hours=hours,
        is_recorded=is_recorded,
        rule=partial(_ask, hooks=hooks),
    )
    return [entry.write(now=now) for entry in due if entry.differs]


def _complete(registration: Registration, *, now: datetime) -> None:
    """Note that every minute was attended, and have plugins told of it, the first time only: what is told is not taken back."""
    first = Registration.objects.filter(pk=registration.pk, completed_at=None)
    if registration.completed_at is None and first.update(completed_at=now):
        announce("course_completed", registration)


def _attended(
    registration: Registration, sessions: Iterable[Session], *, category: str = "", group_size: int | None = None
) -> CreditFacts:
    recorded = {attendance.session_id: attendance.minutes for attendance in registration.attendances.all()}
    return _facts(
        registration.event,
        [(session, recorded.get(session.pk, 0)) for session in sessions],
        category=category,
        profession=registration.person.profession if registration.person else "",
        group_size=group_size,
    )


def _facts(
    event: Event, sessions: Iterable[tuple[Session, int]], *, category: str, group_size: int | None, profession: str = ""
) -> CreditFacts:
    """Times are local to the event, so that a day is a day there. Nobody is credited with more minutes than a session has."""
    zone = ZoneInfo(event.time_zone)
    return CreditFacts(
        date=event.start.astimezone(zone).date(),
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
