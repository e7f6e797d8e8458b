"""Sending a report to the body: line by line, each for good once it is answered, and going on where it was broken off."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plugins.api import ReportConnection, ReportOutcome
from training.domain.numbers import number_to_report
from training.domain.reporting import services
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.keeping import close_if_done, keep_receipt
from training.domain.reporting.lines import new_parts, number_key, prepare
from training.domain.reporting.services import Service, service_for
from training.domain.reporting.steps import move_line, move_report
from training.encryption import Secret, UnreadableError
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditReport, CreditReportLine, ReportReceipt

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
"""How long a worker has for one person: longer than every time limit of a service together."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)
LONGEST_WAIT = timedelta(days=1)
"""What a body may ask for at most; after that it is asked again."""
MOST_FAILURES = 16
"""Attempts in a row that came to nothing, over a day and a half; then the office is asked to look."""
A_ROUND = 50
"""How many lines one tick sends, so that it comes to its other steps."""


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
        _line_up(report, accreditation, again=again)
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


def _line_up(report: CreditReport, accreditation: Accreditation, *, again: bool) -> None:
    """Put what has changed, and with ``again`` what was refused, back among what is to be sent.

    What could not be withdrawn keeps its reason, and is withdrawn as soon as its number is known again.
    """
    wanted = Q(state=ReportLineState.CHANGED)
    if again:  # what we found wrong ourselves, before any attempt, follows its cause
        wanted |= Q(state__in=[ReportLineState.REFUSED, ReportLineState.MALFORMED], attempts__gt=0)
    rows = report.lines.filter(wanted).select_related("entry__registration", "registration__person")
    for line in rows.prefetch_related("registration__numbers", "registration__person__numbers"):
        line.entry.registration.event = accreditation.event
        parts, number = new_parts(line), number_to_report(line.registration, number_key(accreditation))
        if number and line.reason:
            move_line(line, ReportLineState.WITHDRAWING, problem="")
        elif number and any((parts["basis"], parts["learning_check"], parts["speaker"])):
            move_line(line, ReportLineState.WAITING, problem="", **parts)


def stop(report: CreditReport) -> None:
    """Send nothing more, and forget the credential; what was sent stays sent. Raises CreditReportError if nothing is sent."""
    move_report(report, ReportState.PAUSED, problem="", next_attempt_at=None)


def send_lines(report_pk: int, *, clock: Callable[[], datetime], most: int | None = None) -> int:
    """Send what is due, and return how many were answered for good. Never call it inside a transaction.

    Any number of workers may do it at once: each line is claimed by one. It takes a clock rather than a moment because it takes
    minutes. ``most`` limits the lines.
    """
    report = _running(now=clock()).filter(pk=report_pk).first()
    if report is None:
        return 0
    with override(report.accreditation.event.region.language):
        try:
            run = _Run(report)
        except CreditReportError as refusal:
            _pause(report, str(refusal))
            return 0
        answered = run.go(clock=clock, most=most)
        close_if_done(report, now=clock())
    return answered


def resume(*, now: datetime) -> int:
    """Go on with every report whose time has come, some lines each; how many lines were answered."""
    due = [report.pk for report in _running(now=now) if _open(report, now).exists()]
    offset = now - timezone.now()
    return sum(send_lines(pk, clock=lambda: timezone.now() + offset, most=A_ROUND) for pk in due)


class _Run:
    """One worker's way through the lines of a report, with a connection of its own."""

    def __init__(self, report: CreditReport) -> None:
        self.report, self.accreditation = report, report.accreditation
        self.key = number_key(self.accreditation)
        self.service = _service(report)
        self.connection: ReportConnection = services.connect(self.service, self.accreditation, secret=_secret(report))

    def go(self, *, clock: Callable[[], datetime], most: int | None) -> int:
        answered = 0
        while (most is None or answered < most) and (line := _claim(self.report, clock())):
            outcome = self._send(line)
            if not self._take_down(line, outcome, now=clock()):
                break
            answered += 1
        return answered

    def _send(self, line: CreditReportLine) -> ReportOutcome:
        number = number_to_report(line.registration, self.key)
        if number is None:
            return ReportOutcome(status="malformed", sentence=_("The number is not known any more. Enter it again."))
        return services.send(self.connection, self.service, line, number=number)

    def _take_down(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> bool:
        """Write down what the body said; whether to go on. A worker that was taken for dead writes nothing."""
        if outcome.status in {"accepted", "refused", "malformed"}:
            self._answered(line, outcome, now=now)
            return True
        mine = CreditReportLine.objects.filter(pk=line.pk, attempts=line.attempts)
        if outcome.status == "unauthorised":  # which says nothing about the person
            mine.update(claimed_until=None)
            _pause(self.report, outcome.sentence)
        else:
            mine.update(claimed_until=None, problem=outcome.sentence)
            _wait(self.report, outcome, now=now)
        return False

    def _answered(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> None:
        try:
            with transaction.atomic():
                if outcome.status == "accepted":
                    self._accepted(line, outcome, now=now)
                else:
                    to = _failed_state(line, outcome)
                    move_line(line, to, problem=outcome.sentence, claimed_until=None)
                CreditReport.objects.filter(pk=self.report.pk).update(
                    failures=0, next_attempt_at=None, moved_at=now, problem=""
                )
        except CreditReportError:  # another worker has taken it over, and will hear the same
            logger.warning("Line %s of the report %s was taken over by another worker.", line.pk, self.report.pk)

    def _accepted(self, line: CreditReportLine, outcome: ReportOutcome, *, now: datetime) -> None:
        withdrawn = line.state == ReportLineState.WITHDRAWING
        nothing = {"basis": 0, "learning_check": 0, "speaker": 0} if withdrawn else {}
        to = ReportLineState.WITHDRAWN if withdrawn else ReportLineState.SENT
        act = ReportReceipt.Act.WITHDRAWN if withdrawn else ReportReceipt.Act.SENT
        note = line.reason if withdrawn else ""
        done = {"problem": "", "reason": "", "claimed_until": None, "reported_at": now, "receipt": outcome.receipt}
        move_line(line, to, **done, **nothing)
        destination = self.service.destination
        keep_receipt(line, act=act, note=note, destination=destination, by=self.report.started_by, now=now, key=self.key)


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


def _running(*, now: datetime) -> QuerySet[CreditReport]:
    due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    rows = CreditReport.objects.filter(due, state=ReportState.RUNNING)
    return rows.select_related("accreditation__event__region", "started_by").order_by("pk")


def _open(report: CreditReport, now: datetime) -> QuerySet[CreditReportLine]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    running = report.lines.filter(unclaimed, state__in=ReportLineState.due, report__state=ReportState.RUNNING)
    return running.order_by("attempts", "pk")


def _claim(report: CreditReport, now: datetime) -> CreditReportLine | None:
    """The next line, claimed by a conditional update so that no other worker sends it; None when nothing is open."""
    rows = _open(report, now).select_related("registration__person")
    while line := rows.prefetch_related("registration__numbers", "registration__person__numbers").first():
        mine = CreditReportLine.objects.filter(pk=line.pk, state=line.state, attempts=line.attempts)
        if mine.update(attempts=line.attempts + 1, claimed_until=now + CLAIM):
            line.attempts += 1
            return line
    return None


def _wait(report: CreditReport, outcome: ReportOutcome, *, now: datetime) -> None:
    """Nothing more before the body said, or ever later; after too many attempts the office is asked."""
    rows = CreditReport.objects.filter(pk=report.pk, state=ReportState.RUNNING)
    rows.update(failures=F("failures") + 1, problem=outcome.sentence)
    report.refresh_from_db(fields=["failures", "state"])
    if report.failures >= MOST_FAILURES:
        _pause(report, outcome.sentence)
        return
    pause = FIRST_PAUSE * 2 ** max(0, report.failures - 1) if outcome.wait is None else timedelta(seconds=max(1, outcome.wait))
    rows.update(next_attempt_at=now + min(pause, LONGEST_PAUSE if outcome.wait is None else LONGEST_WAIT))


def _pause(report: CreditReport, sentence: str) -> None:
    running = CreditReport.objects.filter(pk=report.pk, state=ReportState.RUNNING)
    running.update(state=ReportState.PAUSED, secret=None, problem=sentence, next_attempt_at=None)
