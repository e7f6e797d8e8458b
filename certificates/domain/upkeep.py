"""What a worker that was stopped has left undone, taken up a few steps at a time."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import override

from certificates.domain.automatic import issue_after_closing
from certificates.domain.files import render_each, without_file
from certificates.domain.runs import progress_of, work_off
from certificates.errors import unexpected
from certificates.models import IssueItem, IssueRun
from training.domain.progress import STALLED_AFTER

logger = logging.getLogger(__name__)

STEPS = 10
"""So many certificates in one round, some seconds of work: seats and mails wait behind them."""

GIVE_UP_AFTER = timedelta(days=1)
"""What could not be made for a day needs a person: it is made when somebody issues certificates again."""


def resume(*, now: datetime) -> int:
    """Start the runs that begin by themselves, go on with those that stand still, make files that are missing; how many.

    A part of every tick.
    """
    begun = issue_after_closing(now=now)
    for run in begun:
        _enqueue(run)
    missing = without_file().filter(issued_at__gte=now - GIVE_UP_AFTER, issued_at__lte=now - STALLED_AFTER)
    # In any order: what fails must not stand before the rest.
    return len(begun) + _go_on_with(_undone(now), now=now) + render_each(missing.order_by("?")[:STEPS], now=now)


def _undone(now: datetime) -> Iterator[IssueRun]:
    """The runs with somebody left. One that waits for its plugin or design does so however long that takes."""
    undone = IssueItem.objects.filter(run=OuterRef("pk"), done_at=None, error="")
    recent = Q(resumed_at__gte=now - GIVE_UP_AFTER)
    runs = IssueRun.objects.filter(recent | ~Q(error=""), Exists(undone), paused_at=None)
    for run in runs.select_related("event__region", "started_by").order_by("pk"):
        if run.resumed_at >= now - GIVE_UP_AFTER or _waits(run):
            yield run


def _waits(run: IssueRun) -> bool:
    """Whether somebody has to put something right first, as to switch a plugin on; what nobody foresaw is given up."""
    with override(run.event.region.language):
        return run.error != unexpected()


def _go_on_with(runs: Iterable[IssueRun], *, now: datetime) -> int:
    """Make some certificates of the runs that stand still, and return how many."""
    done = 0
    for run in runs:
        if done < STEPS:
            done += _go_on(run, now=now, most=STEPS - done)
    return done


def _enqueue(run: IssueRun) -> None:
    from certificates.tasks import work_off_run  # a task calls this package

    work_off_run.enqueue(run.pk)


def _go_on(run: IssueRun, *, now: datetime, most: int) -> int:
    """One that breaks is logged, and keeps no other from going on."""
    try:
        before = progress_of(run)
        return before.open - work_off(run, clock=timezone.now, most=most).open if before.is_stalled(now) else 0
    except Exception:
        logger.exception("The issue of certificates %s could not be resumed.", run.pk)
        return 0
