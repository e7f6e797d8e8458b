"""Runs that award the credits of an event in the background: shown while they go, and taken up again after any interruption.

How far a run is stands in its row, written in the transaction of the chunk it tells of. A worker that dies in the middle loses
its chunk and nothing else, and whoever goes on begins with exactly that chunk.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from training.domain.credits.chunks import CHUNK, award_chunk
from training.domain.progress import STALLED_AFTER, Progress
from training.domain.queries import confirmed
from training.models import CreditFailure, CreditRun, Event

logger = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(days=1)
"""What has not moved for a day needs a person, who goes on with it or orders it again."""
A_ROUND = 10
"""How many chunks of a run one tick works off, so that it comes to its other steps."""


@transaction.atomic
def start_run(event: Event, *, by: AbstractBaseUser | None, now: datetime) -> CreditRun:
    """Order the credits of everybody with a place, and leave the work to the worker."""
    run = _create(event, by=by, now=now)
    _enqueue(run)
    return run


def award_at_once(event: Event, *, clock: Callable[[], datetime]) -> CreditRun:
    """Order the credits of everybody and work them off here, for commands. Never call it inside a transaction."""
    run = _create(event, by=None, now=clock())
    work_off(run, clock=clock)
    return CreditRun.objects.get(pk=run.pk)


def go_on(run: CreditRun, *, by: AbstractBaseUser | None, now: datetime) -> CreditRun:
    """Have the worker take up what is left of the run; one that is finished is ordered anew. Returns the run that goes on."""
    if run.finished_at:
        return start_run(run.event, by=by, now=now)
    CreditRun.objects.filter(pk=run.pk, finished_at=None).update(moved_at=now)
    _enqueue(run)
    return run


def work_off(run: CreditRun, *, clock: Callable[[], datetime], most: int = CHUNK, chunks: int | None = None) -> Progress:
    """Award chunk by chunk until everybody is done; can be called again after any interruption, and by several at once.

    It takes a clock rather than a moment because it may take minutes; ``most`` is the size of a chunk, and ``chunks`` how many
    of them are worked off now, without it all. Never call it inside a transaction.
    """
    for _number in count() if chunks is None else range(chunks):
        if not _step(run.pk, most=most, now=clock()):
            break
    return progress_of(CreditRun.objects.get(pk=run.pk))


def progress_of(run: CreditRun) -> Progress:
    """How far the run is, as it was read. One query."""
    failed = run.failures.count()
    total = run.worked if run.finished_at else max(run.people, run.worked + 1)
    return Progress(total=total, done=run.worked - failed, failed=failed, started=run.started_at, last_step=run.moved_at)


def resume_stalled(*, now: datetime, most: int = CHUNK) -> int:
    """Go on, ``A_ROUND`` chunks each, with the runs that have not moved for so long that their worker was probably stopped.

    Returns how many went on. One that breaks is logged, and keeps no other from going on.
    """
    left = CreditRun.objects.filter(finished_at=None, moved_at__lt=now - STALLED_AFTER, moved_at__gt=now - GIVE_UP_AFTER)
    offset = now - timezone.now()
    return sum(_resume(run, clock=lambda: timezone.now() + offset, most=most) for run in left.order_by("moved_at", "pk"))


def _resume(run: CreditRun, *, clock: Callable[[], datetime], most: int) -> bool:
    try:
        work_off(run, clock=clock, most=most, chunks=A_ROUND)
    except Exception:
        logger.exception("The credits of event %s could not be resumed.", run.event_id)
        return False
    return True


def _create(event: Event, *, by: AbstractBaseUser | None, now: datetime) -> CreditRun:
    people = confirmed(event).count()
    return CreditRun.objects.create(
        event=event, started_by_id=by.pk if by else None, started_at=now, moved_at=now, people=people
    )


def _enqueue(run: CreditRun) -> None:
    from training.tasks import work_off_credits  # a task calls this module

    work_off_credits.enqueue(run.pk)


@transaction.atomic
def _step(pk: int, *, most: int, now: datetime) -> bool:
    """Award the next chunk of the run and note it; whether there may be another. The run is locked: nobody takes the same."""
    run = CreditRun.objects.select_for_update(of=("self",)).select_related("event").get(pk=pk)
    if run.finished_at:
        return False
    chunk = award_chunk(run.event, after=run.cursor, most=most, now=now)
    if chunk is None:
        run.finished_at = now
    else:
        run.cursor = chunk.last
        run.worked += len(chunk.registrations)
        run.written += len(chunk.entries)
        CreditFailure.objects.bulk_create(
            CreditFailure(run=run, registration_id=registration, reason=reason) for registration, reason in chunk.failed.items()
        )
    run.moved_at = now
    run.save(update_fields=["cursor", "worked", "written", "moved_at", "finished_at"])
    return run.finished_at is None
