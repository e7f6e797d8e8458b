"""Whose credits no longer say what is recorded of learning checks, contributions and grants: found without asking any rule."""

from collections.abc import Iterable
from typing import Any

from plugins.runtime import hooks_for
from training.domain.credits.due import SAID, said_of
from training.domain.credits.extras import extras_of
from training.domain.credits.rows import standing_entries
from training.domain.learning_check.demands import Demand, demands_of
from training.domain.queries import confirmed
from training.enums import AccreditationStatus
from training.models import Accreditation, CreditEntry, Event, Registration


def outdated(event: Event) -> int:
    """How many people's credits an award would correct or add to, though their attendance is as it was when it was closed.

    A result entered late or a question left out does that, and a contribution or a grant entered afterwards. Seven queries,
    however many people.
    """
    accreditations = list(event.accreditations.order_by("pk"))
    demands = demands_of(event, accreditations, hooks=hooks_for(event.region))
    people = confirmed(event).prefetch_related("learning_checks", "contributions", standing_entries())
    return sum(_is_outdated(registration, accreditations, demands) for registration in people)


def _is_outdated(registration: Registration, accreditations: Iterable[Accreditation], demands: dict[int, Demand]) -> bool:
    standing = {entry.accreditation_id: entry for entry in registration.credits.all()}
    return bool(standing) and any(
        _differs(standing.get(accreditation.pk), said_of(accreditation, extras_of(registration, demands[accreditation.pk])))
        for accreditation in accreditations
        if accreditation.status == AccreditationStatus.GRANTED or accreditation.pk in standing
    )


def _differs(entry: CreditEntry | None, said: dict[str, Any]) -> bool:
    return entry is None or any(entry.facts.get(name) != said.get(name) for name in SAID)
