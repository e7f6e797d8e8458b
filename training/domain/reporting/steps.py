"""The gates through which every change of a report and of its lines goes, and the locks of whoever reads before they change.

Locks are taken in one order: the grant, its report, lines, numbers. Any other deadlocks on PostgreSQL.
"""

from typing import Any

from django.utils.translation import gettext as _

from training.domain.reporting.errors import CreditReportError
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditReport, CreditReportLine


def locked(accreditation: Accreditation) -> CreditReport:
    """The report of the grant as both stand now, begun if there is none, locked until the caller's transaction ends."""
    grants = Accreditation.objects.select_for_update(of=("self",), no_key=True).select_related("event__region")
    grant = grants.get(pk=accreditation.pk)
    report = CreditReport.objects.select_for_update(no_key=True).get_or_create(accreditation=grant)[0]
    report.accreditation = grant
    return report


def lock(report: CreditReport) -> CreditReport:
    """The report alone, for a worker: as it stands now, locked until the caller's transaction ends."""
    return CreditReport.objects.select_for_update(no_key=True).get(pk=report.pk)


def move_report(report: CreditReport, to: ReportState, **fields: Any) -> None:
    """Change the report's state, and ``fields`` with it, if it is still as it was read. The credential stays while it runs.

    Raises CreditReportError when the table does not lead there, or somebody else was faster.
    """
    _check(report, to, ReportState.next)
    kept = fields if to == ReportState.RUNNING else {"secret": None} | fields
    if not CreditReport.objects.filter(pk=report.pk, state=report.state).update(state=to, **kept):
        raise CreditReportError(_("The report has changed since this page was shown. Please look at it again."))
    _set(report, {"state": to} | kept)


def move_line(line: CreditReportLine, to: ReportLineState, **fields: Any) -> None:
    """As ``move_report``, for one person. Who has claimed the line is to release it with ``fields``."""
    _check(line, to, ReportLineState.next)
    as_read = {"pk": line.pk, "state": line.state, "attempts": line.attempts}
    if not CreditReportLine.objects.filter(**as_read).update(state=to, **fields):
        raise CreditReportError(_("The report has changed since this page was shown. Please look at it again."))
    _set(line, {"state": to} | fields)


def _check(row: CreditReport | CreditReportLine, to: Any, table: Any) -> None:
    if to not in table[row.state]:
        sentence = _("This report is “{state}”. It cannot become “{to}”.")
        raise CreditReportError(sentence.format(state=row.get_state_display(), to=to.label))


def _set(row: Any, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
