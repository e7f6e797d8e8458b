"""Issues certificates by themselves where the organiser chose so: once for each closing of the attendance."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from certificates.domain.runs import start_run
from certificates.errors import CertificateError, UnknownKind
from certificates.models import IssueRun, IssueTerms
from training.models import CreditRun

logger = logging.getLogger(__name__)


def issue_after_closing(*, now: datetime) -> list[IssueRun]:
    """Start the runs that are due, and return them for the worker. Marking attendance starts none; closing it does.

    Where a release is asked for, it waits for that as well.
    """
    runs = [_attempt(terms, now=now) for terms in _due().select_related("event__region").order_by("pk")]
    return [run for run in runs if run]


def _attempt(terms: IssueTerms, *, now: datetime) -> IssueRun | None:
    """The run if one begins now. What breaks keeps no other from beginning, and is tried again."""
    try:
        return _start(terms, now=now)
    except UnknownKind:
        return None  # it begins when the plugin is back
    except Exception:
        logger.exception("Certificates of event %s, %s, could not be issued by themselves.", terms.event_id, terms.purpose)
        return None


def _due() -> QuerySet[IssueTerms]:
    closed = F("event__attendance_closed_at")
    computing = CreditRun.objects.filter(event=OuterRef("event"), finished_at=None)
    return IssueTerms.objects.filter(
        ~Exists(computing),
        Q(issued_for=None) | Q(issued_for__lt=closed),
        Q(needs_release=False) | Q(released_at__isnull=False),
        by_itself=True,
        event__attendance_closed_at__isnull=False,
    )


@transaction.atomic
def _start(terms: IssueTerms, *, now: datetime) -> IssueRun | None:
    """The run, or None when nobody is due or another worker was faster."""
    if not _due().filter(pk=terms.pk).update(issued_for=terms.event.attendance_closed_at):
        return None
    try:
        return start_run(terms.event, purpose=terms.purpose, by=None, now=now)
    except UnknownKind:
        raise
    except CertificateError:
        return None  # nobody is due; those who are later get theirs when somebody issues again
