"""What stays of a report: receipts, and the day on which the body had everything."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from training.domain.numbers import forget_reported
from training.domain.reporting.lines import PARTS
from training.domain.reporting.steps import locked, move_report
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditReport, CreditReportLine, ReportReceipt


def keep_receipt(
    line: CreditReportLine, *, act: str, by: Any, now: datetime, key: str, note: str = "", destination: str = ""
) -> None:
    """Write down what the body was told with the line's own receipt, and forget the number; in the caller's transaction."""
    ReportReceipt.objects.create(
        line=line,
        act=act,
        **{name: getattr(line, name) for name in PARTS},
        receipt=line.receipt,
        note=note,
        destination=destination,
        at=now,
        by=by,
    )
    if number := line.registration.numbers.filter(key=key).first():
        forget_reported(number, receipt=line.receipt, now=now)


def close_if_done(report: CreditReport, *, on: date) -> None:
    """End the report when nothing is left to send, with its credential.

    When the body knows of all, the task is done, ``on`` that day unless one is noted already.
    """
    with transaction.atomic():
        kept = locked(report.accreditation)
        if kept.lines.filter(state__in=ReportLineState.due).exists():
            return
        if kept.state != ReportState.DONE:
            move_report(kept, ReportState.DONE, next_attempt_at=None, problem="")
        if _is_settled(kept):
            Accreditation.objects.filter(pk=kept.accreditation_id, reported_on=None).update(reported_on=on)


def reopen(report: CreditReport) -> None:
    """Make a report that was done a task again; one that runs or is stopped is one already. In the caller's transaction."""
    if report.state == ReportState.DONE:
        move_report(report, ReportState.OPEN)
    Accreditation.objects.filter(pk=report.accreditation_id).update(reported_on=None)


def _is_settled(report: CreditReport) -> bool:
    """Whether the body knows of everybody whose number is known, and of one person at least; one query."""
    states = set(report.lines.values_list("state", flat=True))
    return bool(states & ReportLineState.reported) and states <= ReportLineState.settled
