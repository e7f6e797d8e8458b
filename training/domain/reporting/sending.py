"""What the office orders of a report by interface: that it is sent, and that it stops. The worker does it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from training.domain.numbers import number_to_report
from training.domain.reporting import services
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.in_step import prepare
from training.domain.reporting.lines import is_anything, new_parts, number_key
from training.domain.reporting.services import service_for
from training.domain.reporting.steps import move_line, move_report
from training.encryption import Secret
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditReport


def check_ready(accreditation: Accreditation, *, now: datetime) -> None:
    """Raise CreditReportError with a sentence when the time for a report has not come, or there is no grant to report under."""
    if not accreditation.holds:
        raise CreditReportError(_("{body} granted nothing that holds for this event.").format(body=accreditation.body))
    if now <= accreditation.event.end:
        raise CreditReportError(_("The event is not over yet."))
    if accreditation.event.attendance_closed_at is None:
        raise CreditReportError(_("Attendance is not closed yet. Close it first, so that nobody is reported by mistake."))


def start(accreditation: Accreditation, *, secret: str, again: bool = False, by: Any, now: datetime) -> CreditReport:
    """Have everybody sent whose number is known, and taken back what is to be withdrawn; the worker does it.

    With ``again``, whom the body refused is sent once more. The ``secret`` is kept encrypted until nothing is left to send.
    Raises CreditReportError, with nothing changed, when nobody can be reported.
    """
    check_ready(accreditation, now=now)
    service = service_for(accreditation)
    if service is None:
        raise CreditReportError(_("No electronic report is offered for this body in your region. Report by hand."))
    services.connect(service, accreditation, secret=secret)
    with transaction.atomic():
        report = prepare(accreditation, now=now)
        _line_up(report, again=again)
        if not report.lines.filter(state__in=ReportLineState.due).exists():
            raise CreditReportError(_("There is nobody to report: everybody is reported, refused, or gave no number."))
        begun = {"secret": Secret.of(secret), "service": service.key, "destination": service.destination}
        begun |= {"started_by": by, "started_at": now, "failures": 0, "next_attempt_at": None, "problem": ""}
        move_report(report, ReportState.RUNNING, **begun)
        # The worker is woken by the commit; should that fail, the tick goes on with every report that is running.
        transaction.on_commit(partial(_enqueue, report.pk), robust=True)
    return report


def _enqueue(report: int) -> None:
    from training.tasks import send_report  # a task calls this module

    send_report.enqueue(report)


def _line_up(report: CreditReport, *, again: bool) -> None:
    """Put what has changed, and with ``again`` what was refused, back among what is to be sent.

    What could not be withdrawn keeps its reason, and is withdrawn as soon as its number is known again.
    """
    wanted = Q(state=ReportLineState.CHANGED)
    if again:  # what we found wrong ourselves, before any attempt, follows its cause
        wanted |= Q(state__in=[ReportLineState.REFUSED, ReportLineState.MALFORMED], attempts__gt=0)
    key = number_key(report.accreditation)
    rows = report.lines.filter(wanted).select_related("entry__registration", "registration__person")
    for line in rows.prefetch_related("registration__numbers", "registration__person__numbers"):
        line.entry.registration.event = report.accreditation.event
        parts, number = new_parts(line), number_to_report(line.registration, key)
        if number and line.reason:
            move_line(line, ReportLineState.WITHDRAWING, problem="")
        elif number and is_anything(parts):
            move_line(line, ReportLineState.WAITING, problem="", **parts)


def stop(report: CreditReport) -> None:
    """Send nothing more, and forget the credential; what was sent stays sent. Raises CreditReportError if nothing is sent."""
    move_report(report, ReportState.PAUSED, problem="", next_attempt_at=None)
