"""Issues certificates for all who qualify. Each person is a step of its own: one that fails stops no other."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.domain.eligibility import candidates
from certificates.domain.issuing import issue, render_file
from certificates.errors import CertificateError
from certificates.models import IssueItem, IssueRun
from certificates.rendering import RenderingError
from training.domain.award_chunks import award_in_chunks
from training.domain.errors import DomainError
from training.domain.progress import Progress
from training.models import Event

logger = logging.getLogger(__name__)


@transaction.atomic
def start_run(event: Event, *, by: AbstractBaseUser | None, now: datetime) -> IssueRun:
    """Note down everybody who is due; ``work_off`` does the rest. Raises CertificateError when nobody is."""
    due = [found.registration for found in candidates(event) if found.is_due]
    if not due:
        raise CertificateError(_("Nobody is due for a certificate: all who qualify have theirs."))
    run = IssueRun.objects.create(event=event, started_by_id=by.pk if by else None, started_at=now)
    IssueItem.objects.bulk_create(IssueItem(run=run, registration=registration) for registration in due)
    return run


def work_off(run: IssueRun, *, clock: Callable[[], datetime], most: int | None = None) -> Progress:
    """Award credits, then issue and render for every open item; can be called again after any interruption.

    It takes a clock rather than a moment because it takes minutes. Errors are kept with the person they concern, in the
    region's language. ``most`` limits the steps. Never call it inside a transaction.
    """
    with override(run.event.region.language):
        for chunk in award_in_chunks(run.event, clock=clock):
            for registration, sentence in chunk.failed.items():
                run.items.filter(registration=registration, done_at=None).update(error=sentence)
        for item in open_items(run)[:most]:
            _work(item, by=run.started_by, clock=clock)
    return progress_of(run)


def open_items(run: IssueRun) -> list[IssueItem]:
    rows = run.items.filter(done_at=None, error="").order_by("pk")
    return list(rows.select_related("registration__event__region", "registration__event__venue", "registration__person"))


def retry(run: IssueRun) -> int:
    """Open the failed items again and return how many; ``work_off`` takes them up."""
    return run.items.exclude(error="").update(error="")


def progress_of(run: IssueRun) -> Progress:
    """How far the run is. One query."""
    counts = run.items.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        failed=Count("pk", filter=~Q(error="")),
        last=Max("done_at"),
    )
    return Progress(
        total=counts["total"],
        done=counts["done"],
        failed=counts["failed"],
        started=run.started_at,
        last_step=counts["last"] or run.started_at,
    )


def issue_for_event(event: Event, *, by: AbstractBaseUser | None, now: datetime) -> IssueRun:
    """Start a run and work it off at once, for commands and tests. Raises CertificateError when nobody is due."""
    run = start_run(event, by=by, now=now)
    work_off(run, clock=lambda: now)
    return run


def _work(item: IssueItem, *, by: AbstractBaseUser | None, clock: Callable[[], datetime]) -> None:
    items = IssueItem.objects.filter(pk=item.pk)
    try:
        certificate = issue(item.registration, now=clock(), by=by)
        items.update(certificate=certificate)
        render_file(certificate, now=clock())
    except (DomainError, RenderingError) as exc:
        items.update(error=str(exc))
    except Exception:
        # Whatever it was, it was this person's: the others go on, and the log has the rest.
        logger.exception("Issuing failed for registration %s", item.registration_id)
        items.update(error=_("An unexpected error happened. Please try again; if it stays, tell the administrator."))
    else:
        items.update(done_at=clock())
