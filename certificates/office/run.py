"""How far a run is; pausing it, and going on."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import domain, tasks
from certificates.models import IssueRun
from certificates.office.base import Act, CertificateScreen
from training.forms.office.fields import NoForm
from training.views.office.base import EventForm


class Run(Act, CertificateScreen, EventForm):
    """Posting ``pause`` stops it; posting anything else takes up what failed, was paused or was interrupted."""

    template_name = "certificates/office/run.html"
    form_class = NoForm
    page_title = gettext_lazy("Issuing certificates")
    run: IssueRun

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(self.event.issue_runs.select_related("started_by"), pk=kwargs["run_pk"])
        self.purpose = self.run.purpose

    def save(self, form: NoForm) -> str:
        if "pause" in self.request.POST:
            domain.pause(self.run, now=timezone.now())
            return _("It is paused after the files that are being made. Nobody loses anything: go on whenever you like.")
        domain.go_on(self.run, now=timezone.now())
        tasks.work_off_run.enqueue(self.run.pk)
        return _("What was left is being made.")

    def get_success_url(self) -> str:
        return self.own_url("run", self.run.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = domain.progress_of(self.run)
        failed = self.run.items.exclude(error="").select_related("registration__person").order_by("registration__person__name")
        paused = bool(self.run.paused_at) and not progress.is_finished
        return super().get_context_data(
            run=self.run,
            progress=progress,
            paused=paused,
            stalled=not paused and (bool(self.run.error) or progress.is_stalled(timezone.now())),
            failed=failed,
            **kwargs,
        )
