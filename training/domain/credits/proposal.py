"""What a scheme proposes for an event, before a body has granted anything."""

from dataclasses import replace

from plugins.api import CreditAnswer
from plugins.runtime import hooks_for
from training.domain.credits.asking import ask_scheme
from training.domain.credits.rows import event_facts
from training.domain.learning_check.grading import all_right
from training.domain.timetable import taught_session
from training.models import Accreditation


def propose(accreditation: Accreditation) -> CreditAnswer:
    """What the accreditation's scheme says of the whole programme, for the application: never printed, never awarded.

    Every slot is attended in full by a full house that hands in its evaluation and answers every question of the event's
    learning check rightly; where a slot offers a choice, its shortest session is counted. The scheme's parameters are those of
    the event's region on the event's day.
    """
    event = accreditation.event
    slots = event.slots.order_by("start", "pk").prefetch_related("sessions")
    sessions = filter(None, (taught_session(slot.sessions.all()) for slot in slots))
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
