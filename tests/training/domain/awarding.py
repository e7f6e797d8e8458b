"""Awards at once and in one process, where a test needs the entries and not the run that writes them."""

from dataclasses import replace
from datetime import datetime

from plugins.api import CreditFacts
from training.domain.credits.chunks import award_in_chunks
from training.domain.credits.rows import attended_facts
from training.domain.learning_check.grading import best
from training.domain.queries import confirmed, sessions_of
from training.models import Accreditation, CreditEntry, Event, Registration


class NotAwarded(Exception):
    """Somebody's credits could not be computed; everybody else's are written."""


def award(event: Event, *, now: datetime) -> list[CreditEntry]:
    """Write the credits that attendance and grants call for, and return the entries written. Repeating it writes nothing.

    Every confirmed registration with recorded attendance gets its hours and an entry for every grant, with lines for the passed
    learning check and for contributions. Where one of these changed since, a new entry corrects the old one, which stays. Texts
    are in the region's language. A registration that attended all of it is completed, once and for all, and plugins are told.
    Raises NotAwarded, when everybody else's are written, where somebody's could not be computed.
    """
    chunks = list(award_in_chunks(event, clock=lambda: now))
    for chunk in chunks:
        for sentence in chunk.failed.values():
            raise NotAwarded(sentence)
    return [entry for chunk in chunks for entry in chunk.entries]


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


def credits_of(registration: Registration) -> list[CreditEntry]:
    """The entries that hold, those no other corrects: hours first, then body by body."""
    entries = registration.credits.filter(corrected_by=None).select_related("accreditation__event")
    return sorted(entries, key=lambda entry: (entry.body, entry.pk))
