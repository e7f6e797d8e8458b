"""Certificates whose facts have changed, shown line by line before any of them is replaced; and the evaluations handed in."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates import domain, tasks
from certificates.domain.differences import Outdated, outdated
from certificates.forms import EvaluationsForm, ReplaceForm
from certificates.models import IssueRun
from certificates.office.terms import Deciding
from training.domain.evaluations import evaluators, note_evaluations


class Corrections(Deciding):
    permission = "certificates.change_certificate"
    template_name = "certificates/office/corrections.html"
    form_class = ReplaceForm
    page_title = gettext_lazy("Certificates whose facts have changed")
    submit_label = gettext_lazy("Replace the chosen certificates")
    is_serious = True
    run: IssueRun | None = None

    @cached_property
    def outdated(self) -> list[Outdated]:
        return outdated(self.event, self.purpose)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"replaceable": [one for one in self.outdated if one.differences]}

    def save(self, form: ReplaceForm) -> str:
        self.run = domain.start_replacing(
            form.chosen,
            event=self.event,
            purpose=self.purpose,
            reason=form.cleaned_data["reason"],
            by=self.request.user,
            now=timezone.now(),
        )
        tasks.work_off_run.enqueue(self.run.pk)
        self.write_log("revoke")
        return _("The certificates are being replaced. The earlier ones say so and name those that took their place.")

    def get_success_url(self) -> str:
        return self.own_url("run", self.run.pk) if self.run else self.own_url("overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        damaged = [one for one in self.outdated if one.is_damaged]
        lost = [one for one in self.outdated if one.obstacle]
        return super().get_context_data(lost=lost, damaged=damaged, **kwargs)


class Evaluations(Deciding):
    """Who handed in the evaluation, in one list with one save."""

    template_name = "certificates/office/evaluations.html"
    form_class = EvaluationsForm
    page_title = gettext_lazy("Evaluations handed in")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"registrations": list(evaluators(self.event))}

    def save(self, form: EvaluationsForm) -> str:
        changed = note_evaluations(self.event, form.handed_in, by=self.request.user, now=timezone.now())
        self.write_log("evaluations")
        return ngettext("{n} note was changed.", "{n} notes were changed.", changed).format(n=changed)
