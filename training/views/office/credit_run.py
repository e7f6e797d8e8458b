"""How far a computation of credits is."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.credits import runs as award_runs
from training.forms.office.fields import NoForm
from training.models import CreditRun
from training.views.office.base import EventForm


class Run(EventForm):
    """Posting goes on with a run that was interrupted, and begins anew after one in which somebody failed."""

    permission = "training.view_creditentry"
    screen = "credits"
    template_name = "training/office/credit_run.html"
    form_class = NoForm
    page_title = gettext_lazy("Computing credits")
    run: CreditRun

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(self.event.credit_runs.select_related("started_by"), pk=kwargs["run_pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("training.add_creditentry"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        self.run = award_runs.go_on(self.run, by=self.request.user, now=timezone.now())
        return _("What was left is being computed.")

    def get_success_url(self) -> str:
        return self.url("credit_run", self.run.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = award_runs.progress_of(self.run)
        failures = self.run.failures.select_related("registration__person")
        return super().get_context_data(
            run=self.run,
            progress=progress,
            stalled=progress.is_stalled(timezone.now()),
            failed=failures.order_by("registration__person__name", "pk"),
            may_compute=self.may("training.add_creditentry"),
            **kwargs,
        )
