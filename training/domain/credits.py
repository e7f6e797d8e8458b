"""Credits: what a scheme proposes, what a body granted, and what was awarded for good.

A body's grant wins over every scheme, and it presumes that a person attended all of it. Without a grant only hours are awarded.
"""

from dataclasses import replace
from datetime import datetime

from plugins.api import CreditAnswer, CreditFacts
from plugins.runtime import hooks_for
from training.domain.award_chunks import award_in_chunks
from training.domain.credit_asking import ask_scheme
from training.domain.credit_rows import attended_facts, confirmed, event_facts
from training.domain.errors import DomainError
from training.domain.learning_check.grading import all_right, best
from training.domain.queries import sessions_of
from training.models import Accreditation, CreditEntry, Event, Registration


class CreditError(DomainError):
    """Credits could not be computed for everybody."""


def facts_for(registration: Registration, accreditation: Accreditation | None) -> CreditFacts:
    """What happened, as a scheme may know it: the minutes of every session the registration takes part in.

    A session without a record counts 0 minutes. ``accreditation`` gives the category; with None there is none. Of the learning
    checks taken, the best counts.
    """
    category = accreditation.category if accreditation else ""
    group_size = confirmed(registration.event).count()
    facts = attended_facts(registration, sessions_of(registration), category=category, group_size=group_size)
    result = best(registration.learning_checks.all())
    return replace(facts, assessment=result.assessment if result else None)


def propose(accreditation: Accreditation) -> CreditAnswer:
    """What the accreditation's scheme says of the whole programme, for the application: never printed, never awarded.

    Every slot is attended in full by a full house that hands in its evaluation and answers every question of the event's
    learning check rightly; where a slot offers a choice, its shortest session is counted. The scheme's parameters are those of
    the event's region on the event's day.
    """
    event = accreditation.event
    slots = [list(slot.sessions.all()) for slot in event.slots.order_by("start", "pk").prefetch_related("sessions")]
    sessions = [min(offered, key=lambda session: session.minutes) for offered in slots if offered]
    facts = event_facts(
        event,
        [(session, session.minutes) for session in sessions],
        category=accreditation.category,
        group_size=sum(seats.capacity for seats in event.seat_classes.all()),
    )
    hooks = hooks_for(event.region)
    facts = replace(facts, feedback=True, assessment=all_right(event))
    _facts_asked, answer = ask_scheme(accreditation.scheme, facts, unit=accreditation.unit, hooks=hooks)
    return answer


def award(event: Event, *, now: datetime) -> list[CreditEntry]:
    """Write the credits that attendance and grants call for, and return the entries written. Repeating it writes nothing.

    Every confirmed registration with recorded attendance gets its hours and an entry for every grant, with lines for the passed
    learning check and for contributions. Where one of these changed since, a new entry corrects the old one, which stays. Texts
    are in the region's language. A registration that attended all of it is completed, once and for all, and plugins are told.
    Raises CreditError, when everybody else's are written, where somebody's could not be computed.
    """
    chunks = list(award_in_chunks(event, clock=lambda: now))
    for chunk in chunks:
        for sentence in chunk.failed.values():
            raise CreditError(sentence)
    return [entry for chunk in chunks for entry in chunk.entries]


def credits_of(registration: Registration) -> list[CreditEntry]:
    """The entries that hold, those no other corrects: hours first, then body by body."""
    entries = registration.credits.filter(corrected_by=None).select_related("accreditation__event")
    return sorted(entries, key=lambda entry: (entry.body, entry.pk))
