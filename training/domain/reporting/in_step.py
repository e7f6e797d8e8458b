"""Keeping the lines of reports in step with awards, while workers and the office change them too."""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import override

from training.domain.reporting.claims import is_claimed
from training.domain.reporting.keeping import reopen
from training.domain.reporting.lines import PARTS, Standing, standing_of
from training.domain.reporting.steps import locked
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditEntry, CreditReport, CreditReportLine

logger = logging.getLogger(__name__)

FOLLOWS = ("entry_id", "state", "problem", *PARTS)
"""What of a line may change with its award."""
A_ROUND = 20
"""How many reports one tick brings in step, so that it comes to its other steps."""


def prepare(accreditation: Accreditation, *, now: datetime) -> CreditReport:
    """Store the lines as they should stand. A report that was done opens again when there is something to do.

    The report and its lines are locked, so that nothing a worker or the office writes meanwhile is lost. A line that a worker
    has claimed stays as it is, and follows once the worker is done with it.
    """
    with transaction.atomic():
        report = locked(accreditation)
        _bring_in_step(report, now=now)
    return report


def note_changes(*, now: datetime, most: int = A_ROUND) -> int:
    """Bring reports in step with what was awarded since they last were; how many that changed. One query when there are none.

    One that is being sent is brought in step once that is over. One that breaks is logged, and keeps no other from going on.
    """
    newer = CreditEntry.objects.filter(accreditation=OuterRef("accreditation"), pk__gt=OuterRef("followed_to"))
    behind = CreditReport.objects.filter(Exists(newer)).exclude(state=ReportState.RUNNING)
    return sum(_note(report, now=now) for report in behind.select_related("accreditation").order_by("pk")[:most])


def look_again(accreditation: Accreditation) -> None:
    """Have ``note_changes`` look at the report of a grant that was changed, for who is reported depends on it."""
    CreditReport.objects.filter(accreditation=accreditation).update(followed_to=0)


def _note(report: CreditReport, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _bring_in_step(locked(report.accreditation), now=now)
    except Exception:
        logger.exception("The report %s could not be brought in step with its awards.", report.pk)
        return False


def _bring_in_step(report: CreditReport, *, now: datetime) -> bool:
    """Whether anything had to be changed. What is awarded from now on is left to the next time."""
    newest = report.accreditation.credits.aggregate(newest=Max("pk"))["newest"] or 0
    stored = {line.pk: line for line in report.lines.select_for_update(no_key=True)}
    claimed = {pk for pk, line in stored.items() if is_claimed(line, now=now)}
    with override(report.accreditation.event.region.language):
        found = standing_of(report)
    has_changed = _store(found, {pk: line for pk, line in stored.items() if pk not in claimed})
    if not claimed and report.followed_to != newest:
        CreditReport.objects.filter(pk=report.pk).update(followed_to=newest)
    if report.state == ReportState.DONE and any(line.state not in ReportLineState.settled for line in found.lines):
        reopen(report)
    return has_changed


def _store(found: Standing, stored: Mapping[int, CreditReportLine]) -> bool:
    """Write the lines that are new, and of those given as ``stored`` what differs; whether there was anything to write."""
    lines = [*found.lines, *found.apart]
    new = CreditReportLine.objects.bulk_create(line for line in lines if line.pk is None)
    moved = {line: names for line in lines if (known := stored.get(line.pk)) and (names := _differing(line, known))}
    if moved:
        CreditReportLine.objects.bulk_update(moved, sorted(set().union(*moved.values())))
    void = [line.pk for line in found.void if line.pk in stored]
    CreditReportLine.objects.filter(pk__in=void, receipts=None).delete()
    return bool(new or moved or void)


def _differing(line: CreditReportLine, stored: CreditReportLine) -> set[str]:
    return {name for name in FOLLOWS if getattr(line, name) != getattr(stored, name)}
