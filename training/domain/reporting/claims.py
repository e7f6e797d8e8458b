"""Which reports and lines are next, and whose they are: any number of workers share them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from training.enums import ReportLineState, ReportState
from training.models import CreditReport, CreditReportLine

CLAIM = timedelta(minutes=5)
"""How long a worker has for one person: longer than every time limit of a service together."""


def due_reports(*, now: datetime) -> QuerySet[CreditReport]:
    """Those that are being sent and need not wait."""
    return CreditReport.objects.filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now), state=ReportState.RUNNING)


def claim(report: CreditReport, *, now: datetime) -> CreditReportLine | None:
    """The next line, which no other worker gets before ``CLAIM`` is over; None when there is none, or the report may not go on.

    The report is locked meanwhile: what another worker was told, to wait or to stop, binds this one, and a line is read as it
    was claimed.
    """
    with transaction.atomic():
        if not due_reports(now=now).select_for_update(no_key=True).filter(pk=report.pk).first():
            return None
        line = _open_lines(report, now=now).first()
        if line is not None:
            line.attempts, line.claimed_until = line.attempts + 1, now + CLAIM
            line.save(update_fields=["attempts", "claimed_until"])
    return line


def is_claimed(line: CreditReportLine, *, now: datetime) -> bool:
    """Whether a worker has it: what becomes of it until then is the worker's to say."""
    return line.claimed_until is not None and line.claimed_until > now


def _open_lines(report: CreditReport, *, now: datetime) -> QuerySet[CreditReportLine]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    rows = report.lines.filter(unclaimed, state__in=ReportLineState.due).select_related("registration__person")
    return rows.prefetch_related("registration__numbers", "registration__person__numbers").order_by("attempts", "pk")
