"""Sending a report to the body: line by line, each for good once it is answered, and going on where it was broken off."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plugins.api import ReportConnection, ReportOutcome
from training.domain.numbers import number_to_report
from training.domain.reporting import pace, services
from training.domain.reporting.claims import claim, due_reports
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.keeping import close_if_done, keep_receipt
from training.domain.reporting.lines import NOTHING, number_key
from training.domain.reporting.services import Service, service_for
from training.domain.reporting.steps import lock, move_line
from training.encryption import UnreadableError
from training.enums import ReportLineState
from training.models import CreditReport, CreditReportLine, ReportReceipt

logger = logging.getLogger(__name__)

A_ROUND = 50
"""How many lines one tick sends, so that it comes to its other steps."""
ANSWERS = frozenset({"accepted", "refused", "malformed"})
"""What a body says of a person's credits; all else is about the report."""


def send_lines(report_pk: int, *, clock: Callable[[], datetime], most: int | None = None) -> int:
    """Send what is due, and return how many were answered for good. Never call it inside a transaction.

    Any number of workers may do it at once: each line is claimed by one. It takes a clock rather than a moment because it takes
    minutes. ``most`` limits the lines.
    """
    rows = due_reports(now=clock()).select_related("accreditation__event__region", "started_by")
    report = rows.filter(pk=report_pk).first()
    if report is None:
        return 0
    event = report.accreditation.event
    with override(event.region.language):
        answered = _work(report, clock=clock, most=most)
        close_if_done(report, on=event.day_of(clock()))
    return answered


def resume(*, now: datetime) -> int:
    """Go on with every report whose time has come, some lines each; how many lines were answered."""
    offset = now - timezone.now()
    due = list(due_reports(now=now).order_by("pk").values_list("pk", flat=True))
    return sum(_resume(pk, clock=lambda: timezone.now() + offset) for pk in due)


def _resume(report_pk: int, *, clock: Callable[[], datetime]) -> int:
    """A report that breaks keeps no other from going on."""
    try:
        return send_lines(report_pk, clock=clock, most=A_ROUND)
    except Exception:
        logger.exception("Report %s could not be gone on with", report_pk)
        return 0


def _work(report: CreditReport, *, clock: Callable[[], datetime], most: int | None) -> int:
    try:
        run = _Run(report)
    except CreditReportError as refusal:
        with transaction.atomic():
            pace.pause(lock(report), str(refusal))
        return 0
    return run.go(clock=clock, most=most)


class _Run:
    """One worker's way through the lines of a report, with a connection of its own."""

    def __init__(self, report: CreditReport) -> None:
        self.report = report
        self.key = number_key(report.accreditation)
        self.service = _service(report)
        self.connection: ReportConnection = services.connect(self.service, report.accreditation, secret=_secret(report))

    def go(self, *, clock: Callable[[], datetime], most: int | None) -> int:
        answered = 0
        while (most is None or answered < most) and (line := claim(self.report, now=clock())):
            outcome = self._send(line)
            with transaction.atomic():
                goes_on = self._take_down(line, outcome, now=clock())
            if not goes_on:
                break
            answered += 1
        return answered

    def _send(self, line: CreditReportLine) -> ReportOutcome:
        number = number_to_report(line.registration, self.key)
        if number is None:
            return ReportOutcome(status="malformed", sentence=_("The number is not known any more. Enter it again."))
        return services.send(self.connection, self.service, line, number=number)

    def _take_down(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> bool:
        """Write down what the body said; whether to go on. Of the line, a worker that was taken for dead writes nothing."""
        report = lock(self.report)
        if outcome.status in ANSWERS:
            self._answered(line, outcome, now=now)
            return True
        mine = CreditReportLine.objects.filter(pk=line.pk, attempts=line.attempts)
        if outcome.status == "unauthorised":  # which says nothing about the person
            mine.update(claimed_until=None)
            pace.pause(report, outcome.sentence)
        else:
            mine.update(claimed_until=None, problem=outcome.sentence)
            pace.wait(report, outcome, now=now)
        return False

    def _answered(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> None:
        try:
            if outcome.status == "accepted":
                self._accepted(line, outcome, now=now)
            else:
                move_line(line, _failed_state(line, outcome), problem=outcome.sentence, claimed_until=None)
        except CreditReportError:  # another worker has taken it over, and will hear the same
            logger.warning("Line %s of the report %s was taken over by another worker.", line.pk, self.report.pk)
        else:
            pace.go_on(self.report, now=now)

    def _accepted(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> None:
        note, destination, by = line.reason, self.service.destination, self.report.started_by
        done = {"problem": "", "reason": "", "claimed_until": None, "reported_at": now, "receipt": outcome.receipt}
        if line.state == ReportLineState.WITHDRAWING:
            move_line(line, ReportLineState.WITHDRAWN, **done, **NOTHING)
            act = ReportReceipt.Act.WITHDRAWN
        else:
            move_line(line, ReportLineState.SENT, **done)
            act, note = ReportReceipt.Act.SENT, ""
        keep_receipt(line, act=act, note=note, destination=destination, by=by, now=now, key=self.key)


def _failed_state(line: CreditReportLine, outcome: ReportOutcome) -> ReportLineState:
    if line.state == ReportLineState.WITHDRAWING:
        return ReportLineState.CHANGED
    return ReportLineState.REFUSED if outcome.status == "refused" else ReportLineState.MALFORMED


def _service(report: CreditReport) -> Service:
    service = service_for(report.accreditation, key=report.service)
    if service is None:
        raise CreditReportError(_("The interface this report was started with is not offered any more. Start it anew."))
    if not service.problem and service.destination != report.destination:
        raise CreditReportError(_("The address of the body was changed while the report ran. Look at it and start again."))
    return service


def _secret(report: CreditReport) -> str:
    try:
        return report.secret.reveal() if report.secret else ""
    except UnreadableError:
        raise CreditReportError(_("The credential cannot be read any more. Enter it again.")) from None
