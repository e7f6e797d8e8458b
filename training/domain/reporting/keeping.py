"""What stays of a report: receipts, and the day on which the body had everything."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from training.domain.numbers import forget_reported
from training.domain.reporting.lines import is_settled
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditReport, CreditReportLine, ReportReceipt


def keep_receipt(
    line: CreditReportLine, *, act: str, by: Any, now: datetime, key: str, note: str = "", destination: str = ""
) -> None:
    """Write down what the body was told with the line's own receipt, and forget the number; in the caller's transaction."""
    ReportReceipt.objects.create(
        line=line,
        act=act,
        date=line.date,
        basis=line.basis,
        learning_check=line.learning_check,
        speaker=line.speaker,
        receipt=line.receipt,
        note=note,
        destination=destination,
        at=now,
        by=by,
    )
    if number := line.registration.numbers.filter(key=key).first():
        forget_reported(number, receipt=line.receipt, now=now)


def close_if_done(report: CreditReport, *, now: datetime) -> None:
    """End the report when nothing is left to send, with its credential. When the body knows of all, the task is done."""
    if report.lines.filter(state__in=ReportLineState.due).exists():
        return
    ending = CreditReport.objects.filter(pk=report.pk).exclude(state=ReportState.DONE)
    has_ended = ending.update(state=ReportState.DONE, secret=None, next_attempt_at=None, problem="")
    if has_ended and is_settled(report):
        event = report.accreditation.event
        today = now.astimezone(ZoneInfo(event.time_zone)).date()
        Accreditation.objects.filter(pk=report.accreditation_id, reported_on=None).update(reported_on=today)
