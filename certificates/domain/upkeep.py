"""What a worker that was stopped has left undone, taken up a few steps at a time."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from certificates.domain.automatic import issue_after_closing
from certificates.domain.files import render_each, without_file
from certificates.domain.runs import progress_of, work_off
from certificates.models import IssueItem, IssueRun
from training.domain.progress import STALLED_AFTER

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
    recent = now - GIVE_UP_AFTER
    undone = IssueItem.objects.filter(run=OuterRef("pk"), done_at=None, error="")
    runs = IssueRun.objects.filter(Exists(undone), resumed_at__gte=recent, paused_at=None).select_related(
        "event__region", "started_by"
    )
    stalled = [run for run in runs.order_by("pk") if progress_of(run).is_stalled(now)]
    done = sum(_go_on(run) for run in stalled[:1])
    missing = without_file().filter(issued_at__gte=recent, issued_at__lte=now - STALLED_AFTER)
    return (
        len(begun) + done + render_each(missing.order_by("?")[:STEPS], now=now)
    )  # in any order: what fails must not stand before the rest


def _enqueue(run: IssueRun) -> None:
    from certificates.tasks import work_off_run  # a task calls this package

    work_off_run.enqueue(run.pk)


def _go_on(run: IssueRun) -> int:
    before = progress_of(run).open
    return before - work_off(run, clock=timezone.now, most=STEPS).open
