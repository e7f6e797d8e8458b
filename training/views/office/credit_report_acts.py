"""Acts on the report of a grant's credits: sending it, stopping it, noting one by hand, asking for numbers, taking a list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from training.domain.reporting import by_hand, own, sending
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.services import Service, service_for
from training.enums import ReportLineState
from training.forms.office.credit_report import ByHandForm, StartForm
from training.forms.office.fields import NoForm
from training.views.files import written_file
from training.views.office.base import EventForm, EventPage
from training.views.office.credit_report import FAILED, ReportScreen


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
        self.write_log("report_start")
        return _("The report is being sent. You can leave this page; it goes on.")


class Stop(ReportForm):
    page_title = gettext_lazy("Stop the report")
    submit_label = gettext_lazy("Yes, stop it")
    consequence = gettext_lazy(
        "Nothing more is sent, and the password is forgotten. What was sent stays with the body. You can start again later."
    )

    def save(self, form: NoForm) -> str:
        sending.stop(self.standing.report)
        self.write_log("report_stop")
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
        self.write_log("report_by_hand")
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
        self.write_log("report_ask")
        return ngettext("{n} mail is on its way.", "{n} mails are on their way.", written).format(n=written)


class Download(ReportScreen, EventPage):
    """A list for a report by hand. It may hold numbers, so it is logged, and kept by nobody on the way."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            file = by_hand.write_list(self.accreditation, key=kwargs["key"])
        except CreditReportError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("credit_report"))
        self.write_log("report_list")
        return written_file(file.content, name=file.name, media_type=file.media_type)
