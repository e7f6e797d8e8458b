"""The report of one person's credits: what the body was told, entering a number again, taking it back."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.asked_numbers import AskedNumber, label_of
from training.domain.numbers import give_again, number_to_report
from training.domain.reporting import by_hand
from training.domain.reporting.lines import new_parts, number_key
from training.enums import ReportLineState
from training.forms.office.credit_report import NumberAgainForm, WithdrawForm
from training.models import CreditReportLine
from training.views.office.base import EventForm, EventPage
from training.views.office.credit_report import ReportScreen


class OneLine(ReportScreen):
    line: CreditReportLine

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = CreditReportLine.objects.filter(report__accreditation=self.accreditation)
        rows = rows.select_related("report", "registration__person", "entry__registration")
        self.line = get_object_or_404(rows, pk=kwargs["line_pk"])
        self.line.entry.registration.event = self.event

    @property
    def name(self) -> str:
        person = self.line.registration.person
        return person.name if person else ""

    @property
    def needs_number(self) -> bool:
        """Whether something is to be sent again, and the number was forgotten after the report."""
        key = number_key(self.accreditation)
        again = self.line.state in {ReportLineState.CHANGED, ReportLineState.WITHDRAWING}
        return bool(key) and again and number_to_report(self.line.registration, key) is None

    @property
    def may_withdraw(self) -> bool:
        following = ReportLineState.next[self.line.state]
        return bool({ReportLineState.WITHDRAWING, ReportLineState.WITHDRAWN} & following) and (
            self.line.state != ReportLineState.WITHDRAWING
        )

    def get_success_url(self) -> str:
        return self.own_url("credit_report_line", self.line.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, name=self.name, **kwargs)


class Show(OneLine, EventPage):
    permission = "training.view_creditreport"
    template_name = "training/office/credit_report_line.html"

    def get_page_title(self) -> str:
        return self.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            receipts=self.line.receipts.select_related("by").order_by("-at", "-pk"),
            awarded=new_parts(self.line) if self.line.state == ReportLineState.CHANGED else None,
            may_report=self.may("training.change_creditreport"),
            **kwargs,
        )


class Act(OneLine, EventForm):
    template_name = "training/office/confirm.html"

    def parents(self) -> list[tuple[Any, str]]:
        return [*super().parents(), (self.name, self.get_success_url())]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class GiveNumber(Act):
    """The number of somebody reported before, checked against the digits that stayed."""

    form_class = NumberAgainForm
    page_title = gettext_lazy("Enter the number again")
    consequence = gettext_lazy("The number was deleted after the report. To send it again, it is needed once more.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.number = self.line.registration.numbers.filter(key=number_key(self.accreditation)).first()
        if self.number is None or not self.needs_number:
            raise Http404(_("No number is needed here."))

    def get_form_kwargs(self) -> dict[str, Any]:
        hint = _("It is compared with the last digits of the number that was reported.")
        asked = AskedNumber(key=self.number.key, label=label_of(self.number.key), help_text=hint)
        return super().get_form_kwargs() | {"asked": asked}

    def save(self, form: NumberAgainForm) -> str:
        give_again(self.number, form.cleaned_data["number"])
        self.write_log("report_number")
        return _("The number is kept until the next report.")


class Withdraw(Act):
    form_class = WithdrawForm
    page_title = gettext_lazy("Withdraw what was reported")
    submit_label = gettext_lazy("Yes, withdraw it")
    is_serious = True
    consequence = gettext_lazy(
        "With the next report the body is told that this person earned nothing here. Its record stays, without credits. What "
        "was reported by hand has to be withdrawn by hand; here it is only noted."
    )

    def save(self, form: WithdrawForm) -> str:
        by_hand.withdraw(self.line, reason=form.cleaned_data["reason"], by=self.request.user, now=timezone.now())
        self.write_log("report_withdraw")
        if self.line.state == ReportLineState.WITHDRAWN:
            return _("It is noted that the report of {name} is withdrawn.").format(name=self.name)
        if self.needs_number:
            return _("Enter the number of {name} again, then send the report: with it the body is told.").format(name=self.name)
        return _("The report of {name} is withdrawn when you send the report again.").format(name=self.name)
