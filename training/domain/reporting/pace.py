"""How long a report waits after an attempt that came to nothing, and when the office is asked instead. A body counts the calls
of an event, not of a person or a worker, so what one is told holds for all."""

from datetime import datetime, timedelta

from plugins.api import ReportOutcome
from training.domain.reporting.claims import due_reports
from training.domain.reporting.steps import move_report
from training.enums import ReportState
from training.models import CreditReport

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)
LONGEST_WAIT = timedelta(days=1)
"""What a body may ask for at most; after that it is asked again."""
MOST_FAILURES = 16
"""Attempts in a row that came to nothing, over a day and a half; then the office is asked to look."""


def go_on(report: CreditReport, *, now: datetime) -> None:
    """Note that the body answered. A wait that it asked of another worker meanwhile stands."""
    CreditReport.objects.filter(pk=report.pk).update(moved_at=now)
    due_reports(now=now).filter(pk=report.pk).update(failures=0, next_attempt_at=None, problem="")


def wait(report: CreditReport, outcome: ReportOutcome, *, now: datetime) -> None:
    """Have nothing sent before the body said, or ever later; after too many attempts the office is asked.

    Of workers who hear it at the same time the first counts, and the longest wait holds. ``report`` is locked.
    """
    if report.state != ReportState.RUNNING:
        return
    waits_already = report.next_attempt_at is not None and report.next_attempt_at > now
    report.failures += not waits_already
    if report.failures >= MOST_FAILURES:
        pause(report, outcome.sentence)
        return
    until = now + _length(report.failures, outcome.wait)
    report.next_attempt_at = max(until, report.next_attempt_at or until)
    report.problem = outcome.sentence
    report.save(update_fields=["failures", "next_attempt_at", "problem"])


def pause(report: CreditReport, sentence: str) -> None:
    """Stop the report, forget its credential, and say why. ``report`` is locked; one stopped meanwhile stays as it is."""
    if report.state == ReportState.RUNNING:
        move_report(report, ReportState.PAUSED, problem=sentence, next_attempt_at=None)


def _length(failures: int, asked: int | None) -> timedelta:
    if asked is not None:
        return timedelta(seconds=min(max(1, asked), LONGEST_WAIT.total_seconds()))
    return min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
