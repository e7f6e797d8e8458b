"""What has to happen by itself: seats given back, persons moved up, mails sent, credits finished, numbers deleted."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from training.domain.changes import tell_due
from training.domain.credits.runs import resume_stalled
from training.domain.messages import send_due
from training.domain.number_retention import forget_overdue
from training.domain.registration import expire_requests
from training.domain.reporting.in_step import note_changes
from training.domain.reporting.worker import resume
from training.domain.seating.seats import reconcile
from training.domain.seating.waiting_list import promote_everywhere
from training.models import Event

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Tick:
    """What one round did: numbers by step, and the steps that failed."""

    done: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def tick(*, now: datetime) -> Tick:
    """One round. A step that fails is logged and keeps no other step from running; the next round tries it again."""
    report = Tick()
    for name, step in STEPS.items():
        try:
            report.done[name] = step(now=now)
        except Exception:
            logger.exception("The step “%s” of the tick failed.", name)
            report.failed.append(name)
    return report


def report_drift(*, now: datetime) -> int:
    """Logs every counter of an event that is not over and differs from its rows; repairs nothing. Two queries."""
    drifts = reconcile(Event.objects.filter(end__gt=now))
    for drift in drifts:
        logger.error("%s: %s says %s, but %s are held.", drift.event, drift.counter, drift.taken, drift.rows)
    return len(drifts)


STEPS: dict[str, Callable[..., int]] = {
    "expired": expire_requests,
    "promoted": promote_everywhere,
    "told": tell_due,
    "sent": send_due,
    "credits": resume_stalled,
    "changed reports": note_changes,
    "reported": resume,
    "forgotten": forget_overdue,
    "drift": report_drift,
}
"""What a tick does, in this order. Apps above this one add their own steps when they are ready."""
