"""The report of a grant's credits: who is reported, how far it is, lists for reports by hand."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from training.domain.deadlines import deadlines_of
from training.domain.progress import Progress
from training.domain.reporting import by_hand, own, sending
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.lines import Standing, standing
from training.domain.reporting.services import Service, service_for
from training.enums import ReportLineState, ReportState
from training.forms.office.credit_report import ByHandForm, StartForm
from training.forms.office.fields import NoForm
from training.models import Accreditation
from training.views.office.base import EventForm, EventPage, EventScreen

PER_PAGE = 50
FAILED = frozenset({ReportLineState.REFUSED, ReportLineState.MALFORMED})


class ReportScreen(EventScreen):
    """A screen of the report of one accreditation of the event."""

    permission = "training.change_creditreport"
    screen = "credits"
    accreditation: Accreditation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.accreditation = get_object_or_404(self.event.accreditations, pk=kwargs["accreditation_pk"])
        self.accreditation.event = self.event

    @cached_property
    def standing(self) -> Standing:
        return standing(self.accreditation)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(line.state for line in self.standing.lines)

    def report_url(self, name: str = "credit_report", *args: int | str) -> str:
        return self.url(name, self.accreditation.pk, *args)

    def get_success_url(self) -> str:
        return self.report_url()

    def write_log(self, action: str) -> None:
        self.log(f"report_{action}", data={"body": self.accreditation.body})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *trail, last = super().get_breadcrumbs_items()
        return [*trail, {"url": self.url("credits"), "label": _("Credits")}, *self.own_trail(), last]

    def own_trail(self) -> list[dict[str, Any]]:
        return [{"url": self.report_url(), "label": _("Report to {body}").format(body=self.accreditation.body)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(accreditation=self.accreditation, **kwargs)


class Show(ReportScreen, EventPage):
    permission = "training.view_creditreport"
    template_name = "training/office/credit_report.html"

    def get_page_title(self) -> str:
        return _("Report to {body}").format(body=self.accreditation.body)

    def own_trail(self) -> list[dict[str, Any]]:
        return []

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
        return [{"label": one.value.label, "url": self.report_url("credit_report_list", one.value.key)} for one in offered]

    def obstacle(self) -> str:
        """Why nothing can be reported yet."""
        try:
            sending.check_ready(self.accreditation, now=timezone.now())
        except CreditReportError as refusal:
            return str(refusal)
        return ""


class ReportForm(ReportScreen, EventForm):
    """An act on the report, after a confirmation."""

    template_name = "training/office/confirm.html"
    form_class: Any = NoForm


@method_decorator(sensitive_post_parameters(), name="dispatch")
class Start(ReportForm):
    form_class = StartForm
    page_title = gettext_lazy("Send the report")
    submit_label = gettext_lazy("Yes, report them")
    is_serious = True
    service: Service

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        service = service_for(self.accreditation)
        if service is None or service.problem:
            raise Http404(_("No electronic report is offered here."))
        self.service = service

    @property
    def consequence(self) -> str:
        due = sum(self.counts[state] for state in ReportLineState.due)
        sentence = ngettext(
            "{n} person is reported to {host} for {body}. What was reported can be withdrawn, but not deleted.",
            "{n} people are reported to {host} for {body}. What was reported can be withdrawn, but not deleted.",
            due,
        )
        return sentence.format(n=due, host=self.service.destination, body=self.accreditation.body)

    def get_form_kwargs(self) -> dict[str, Any]:
        offered = self.service.provided.value
        words = {"label": str(offered.secret_label), "help_text": str(offered.secret_help)}
        return super().get_form_kwargs() | words | {"has_failed": any(self.counts[state] for state in FAILED)}

    def save(self, form: StartForm) -> str:
        again = form.cleaned_data.get("again", False)
        user, secret = self.request.user, form.cleaned_data["secret"]
        sending.start(self.accreditation, secret=secret, again=again, by=user, now=timezone.now())
        self.write_log("start")
        return _("The report is being sent. You can leave this page; it goes on.")


class Stop(ReportForm):
    page_title = gettext_lazy("Stop the report")
    submit_label = gettext_lazy("Yes, stop it")
    consequence = gettext_lazy(
        "Nothing more is sent, and the password is forgotten. What was sent stays with the body. You can start again later."
    )

    def save(self, form: NoForm) -> str:
        sending.stop(self.standing.report)
        self.write_log("stop")
        return _("The report is stopped.")


class ByHand(ReportForm):
    form_class = ByHandForm
    page_title = gettext_lazy("Note a report made by hand")
    submit_label = gettext_lazy("Yes, they are reported")
    consequence = gettext_lazy(
        "Nothing is sent. It is noted that you reported these people to the body, and their numbers are deleted here."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lines": [line for line in self.standing.lines if line.state in by_hand.TO_LIST]}

    def get_initial(self) -> dict[str, Any]:
        known = [line.registration_id for line in self.standing.lines if line.state == ReportLineState.WAITING]
        return {"people": known, "on": timezone.localdate()}

    def save(self, form: ByHandForm) -> str:
        marked = by_hand.mark_by_hand(
            self.accreditation,
            registrations=form.cleaned_data["people"],
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
            by=self.request.user,
            now=timezone.now(),
        )
        self.write_log("by_hand")
        sentence = ngettext("It is noted that {n} person is reported.", "It is noted that {n} people are reported.", marked)
        return sentence.format(n=marked)


class AskForNumbers(ReportForm):
    page_title = gettext_lazy("Write to people without a number")
    submit_label = gettext_lazy("Yes, write to them")

    @property
    def consequence(self) -> str:
        sentence = ngettext(
            "{n} person gets a mail: how to give the number in time, and what to hand in to the chamber otherwise. "
            "Whoever got it before gets no second one.",
            "{n} people get a mail: how to give the number in time, and what to hand in to the chamber otherwise. "
            "Whoever got it before gets no second one.",
            self.counts[ReportLineState.NUMBERLESS],
        )
        return sentence.format(n=self.counts[ReportLineState.NUMBERLESS])

    def save(self, form: NoForm) -> str:
        written = own.tell_without_number(self.accreditation, now=timezone.now())
        self.write_log("ask")
        return ngettext("{n} mail is on its way.", "{n} mails are on their way.", written).format(n=written)


class Download(ReportScreen, EventPage):
    """A list for a report by hand. It may hold numbers, so it is logged, and kept by nobody on the way."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            file = by_hand.write_list(self.accreditation, key=kwargs["key"])
        except CreditReportError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.report_url())
        self.write_log("list")
        response = HttpResponse(file.content, content_type=file.media_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        response["Cache-Control"] = "private, no-store"
        return response
