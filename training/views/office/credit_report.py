"""The report of a grant's credits: who is reported, how far it is, lists for reports by hand."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from training.domain.accrediting.deadlines import deadlines_of
from training.domain.progress import Progress
from training.domain.reporting import by_hand, sending
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.lines import Standing, standing
from training.domain.reporting.services import service_for
from training.enums import ReportLineState, ReportState
from training.views.office.accreditation import OfAccreditation
from training.views.office.base import EventPage

PER_PAGE = 50
FAILED = frozenset({ReportLineState.REFUSED, ReportLineState.MALFORMED})


class ReportScreen(OfAccreditation):
    """A screen of the report of one accreditation of the event."""

    permission = "training.change_creditreport"

    @cached_property
    def standing(self) -> Standing:
        return standing(self.accreditation)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(line.state for line in self.standing.lines)

    def get_success_url(self) -> str:
        return self.own_url("credit_report")

    def parents(self) -> list[tuple[Any, str]]:
        label, address = _("Report to {body}").format(body=self.accreditation.body), self.own_url("credit_report")
        return [*super().parents(), *([] if address == self.request.path else [(label, address)])]


class Show(ReportScreen, EventPage):
    permission = "training.view_creditreport"
    template_name = "training/office/credit_report.html"

    def get_page_title(self) -> str:
        return _("Report to {body}").format(body=self.accreditation.body)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, now = self.standing.report, timezone.now()
        progress = self.progress()
        return super().get_context_data(
            report=report,
            state_label=self.state_label(),
            notice=self.notice(),
            is_running=report.state == ReportState.RUNNING,
            progress=progress,
            stalled=report.state == ReportState.RUNNING and not report.next_attempt_at and progress.is_stalled(now),
            page_obj=Paginator(self.standing.lines, PER_PAGE).get_page(self.request.GET.get("p")),
            counts=[(state.label, self.counts[state]) for state in ReportLineState if self.counts[state]],
            due=sum(self.counts[state] for state in (*ReportLineState.due, ReportLineState.CHANGED)),
            unreported=sum(self.counts[state] for state in by_hand.TO_LIST),
            without_number=self.counts[ReportLineState.NUMBERLESS],
            service=service_for(self.accreditation),
            formats=self.formats(),
            obstacle=self.obstacle(),
            deadline=deadlines_of(self.accreditation).report,
            today=timezone.localdate(now),
            may_report=self.may("training.change_creditreport"),
            **kwargs,
        )

    @property
    def is_done_in_part(self) -> bool:
        """Whether nothing is left to send, and yet somebody was refused, or has other credits than the body knows of."""
        return self.standing.report.state == ReportState.DONE and self.standing.unsettled > 0

    def state_label(self) -> str:
        if not self.standing.report.pk:
            return ""
        return pgettext("report", "Not complete") if self.is_done_in_part else self.standing.report.get_state_display()

    def notice(self) -> str:
        """What is left to do after a report that went through."""
        if not self.is_done_in_part:
            return ""
        sentence = ngettext(
            "The body does not know of {n} person as things stand now. Look at the table, then report again or by hand.",
            "The body does not know of {n} people as things stand now. Look at the table, then report again or by hand.",
            self.standing.unsettled,
        )
        return sentence.format(n=self.standing.unsettled)

    def progress(self) -> Progress:
        report = self.standing.report
        done, failed = (sum(self.counts[state] for state in states) for states in (ReportLineState.reported, FAILED))
        begun = report.started_at or timezone.now()
        open_ones = sum(self.counts[state] for state in ReportLineState.due)
        last_step = max(begun, report.moved_at or begun)
        return Progress(total=done + failed + open_ones, done=done, failed=failed, started=begun, last_step=last_step)

    def formats(self) -> list[dict[str, Any]]:
        offered = by_hand.formats_for(self.accreditation).values()
        return [{"label": one.value.label, "url": self.own_url("credit_report_list", one.value.key)} for one in offered]

    def obstacle(self) -> str:
        """Why nothing can be reported yet."""
        try:
            sending.check_ready(self.accreditation, now=timezone.now())
        except CreditReportError as refusal:
            return str(refusal)
        return ""
