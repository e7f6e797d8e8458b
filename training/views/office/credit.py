"""Accreditations of an event with their proposals, and the credits computed from attendance and grants."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.credits.proposal import propose
from training.domain.credits.runs import start_run
from training.forms.office.fields import NoForm
from training.models import CreditEntry, CreditRun
from training.views.office.base import EventForm

PER_PAGE = 50


class Credits(EventForm):
    permission = "training.view_creditentry"
    screen = back = "credits"
    template_name = "training/office/credits.html"
    form_class = NoForm
    page_title = gettext_lazy("Credits")
    run: CreditRun | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("training.add_creditentry"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        self.run = start_run(self.event, by=self.request.user, now=timezone.now())
        self.log("credits")
        return _("The credits are being computed. You can leave this page; it goes on.")

    def get_success_url(self) -> str:
        return self.url("credit_run", self.run.pk) if self.run else super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = CreditEntry.objects.filter(registration__event=self.event, corrected_by=None)
        page = Paginator(
            entries.select_related("registration__person", "corrects").order_by("registration__person__name", "body", "pk"),
            PER_PAGE,
        )
        accreditations = self.event.accreditations.order_by("pk")
        return super().get_context_data(
            page_obj=page.get_page(self.request.GET.get("p")),
            accreditations=[(row, propose(row) if row.scheme else None) for row in accreditations],
            runs=self.event.credit_runs.order_by("-pk")[:5],
            may_compute=self.may("training.add_creditentry"),
            may_report=self.may("training.view_creditreport"),
            may_accredit=self.may("training.change_accreditation"),
            **kwargs,
        )
