"""Runs that issue certificates: ordered, paused, taken up again, and what is shown of them meanwhile.

Who gets one is fixed when the run begins; what each says in short transactions (``run_steps``); the files are made last. Every
step is kept with the person it concerns, so that whoever goes on after an interruption begins exactly where it ended.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.domain.eligibility import candidates
from certificates.domain.run_steps import award_first, fix_what_they_say, make_their_files
from certificates.errors import CertificateError, unexpected
from certificates.models import Certificate, IssueItem, IssueRun, Purpose
from training.domain.progress import Progress
from training.models import Event


@transaction.atomic
def start_run(event: Event, *, purpose: str = Purpose.ATTENDANCE, by: AbstractBaseUser | None, now: datetime) -> IssueRun:
    """Note down everybody who is due; ``work_off`` does the rest. Raises CertificateError when nobody is."""
    everybody = candidates(event, purpose=purpose, asks_plugins=False)  # a plugin's no is kept with its person later
    due = {found.registration.pk: None for found in everybody if found.is_due}
    if not due:
        raise CertificateError(_("Nobody is due for a certificate: all who qualify have theirs."))
    return _order(event, due, purpose=purpose, by=by, now=now)


@transaction.atomic
def start_replacing(
    certificates: Iterable[Certificate], *, event: Event, purpose: str, reason: str, by: AbstractBaseUser | None, now: datetime
) -> IssueRun:
    """Note down certificates of the event to be replaced by new ones with today's facts, for a reason that stays with them.

    Raises CertificateError without a reason, or when none of them is valid.
    """
    if not reason.strip():
        raise CertificateError(_("Please say why the certificates are replaced; the reason stays with them."))
    own = Certificate.objects.filter(registration__event=event, purpose=purpose, revoked_at=None)
    chosen = {certificate.registration_id: certificate for certificate in own.filter(pk__in=[one.pk for one in certificates])}
    if not chosen:
        raise CertificateError(_("Choose the certificates that are to be replaced."))
    return _order(event, chosen, purpose=purpose, reason=reason.strip(), by=by, now=now)


def work_off(run: IssueRun, *, clock: Callable[[], datetime], most: int | None = None) -> Progress:
    """Award credits, fix what everybody gets, make the files; can be called again after any interruption, by several at once.

    It takes a clock rather than a moment because it takes minutes. Errors are kept with the person they concern, in the
    region's language; what stops everybody, such as a plugin that is off, with the run, which goes on when it is called again.
    ``most`` limits the files. It stops soon after the run is paused. Never call it inside a transaction.
    """
    with override(run.event.region.language), _kept(run):
        award_first(run, clock=clock)
        fix_what_they_say(run, clock=clock)
        make_their_files(run, clock=clock, most=most)
    return progress_of(run)


def pause(run: IssueRun, *, now: datetime) -> None:
    """Stop after the files that are being made. Raises CertificateError when the run is not going."""
    going = IssueRun.objects.filter(pk=run.pk, paused_at=None)
    if progress_of(run).is_finished or not going.update(paused_at=now):
        raise CertificateError(_("These certificates are not being issued at the moment, so there is nothing to pause."))


@transaction.atomic
def go_on(run: IssueRun, *, now: datetime) -> None:
    """Open what failed and what was paused, for ``work_off`` to take it up."""
    IssueRun.objects.filter(pk=run.pk).update(paused_at=None, resumed_at=now, error="")
    run.items.exclude(error="").update(error="")


def progress_of(run: IssueRun) -> Progress:
    """How far the run is; the time that is left follows from the pace since it last began to move. Two queries."""
    run.refresh_from_db(fields=["resumed_at", "paused_at", "error"])
    counts = run.items.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        failed=Count("pk", filter=~Q(error="")),
        lately=Count("pk", filter=Q(done_at__gte=run.resumed_at)),
        last=Max("done_at"),
        fixed=Max("certificate__issued_at"),
    )
    moved = max(filter(None, [run.resumed_at, counts["last"], counts["fixed"]]))
    return Progress(
        total=counts["total"],
        done=counts["done"],
        failed=counts["failed"],
        started=run.started_at,
        last_step=moved,
        pace=_pace(run, counts),
    )


@contextmanager
def _kept(run: IssueRun) -> Iterator[None]:
    """Keep with the run why all of it stands still. A refusal ends there; what nobody foresaw is passed on as well."""
    error = ""
    try:
        yield
    except CertificateError as refusal:
        error = str(refusal)
    except Exception:
        error = unexpected()
        raise
    finally:
        IssueRun.objects.filter(pk=run.pk).exclude(error=error).update(error=error)


def issue_for_event(event: Event, *, purpose: str = Purpose.ATTENDANCE, by: AbstractBaseUser | None, now: datetime) -> IssueRun:
    """Start a run and work it off at once, for commands and tests. Raises CertificateError when nobody is due."""
    run = start_run(event, purpose=purpose, by=by, now=now)
    work_off(run, clock=lambda: now)
    return run


def _order(
    event: Event,
    wanted: Mapping[int, Certificate | None],
    *,
    purpose: str,
    reason: str = "",
    by: AbstractBaseUser | None,
    now: datetime,
) -> IssueRun:
    run = IssueRun.objects.create(
        event=event, purpose=purpose, reason=reason, started_by_id=by.pk if by else None, started_at=now, resumed_at=now
    )
    items = (IssueItem(run=run, registration_id=pk, replaces=replaces) for pk, replaces in wanted.items())
    IssueItem.objects.bulk_create(items)
    return run


def _pace(run: IssueRun, counts: Mapping[str, Any]) -> timedelta | None:
    if not counts["lately"]:
        return None
    pace: timedelta = (counts["last"] - run.resumed_at) / counts["lately"]
    return pace
