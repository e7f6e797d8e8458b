"""Who gets a certificate, who has one, and why somebody does not; issuing starts here."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import domain, tasks
from certificates.domain.conditions import in_words, waits_for_release
from certificates.domain.telling import untold
from certificates.models import IssueRun
from certificates.office.base import Act, CertificateScreen
from certificates.office.unoffered import Unoffered, WithUnoffered
from training.forms.office.fields import NoForm
from training.views.office.base import EventForm

PER_PAGE = 50


class Overview(WithUnoffered, Act, CertificateScreen, EventForm):
    """Everybody with a seat, before anything is issued and afterwards; a kind that is not on offer has a page of its own."""

    template_name = "certificates/office/overview.html"
    form_class = NoForm
    page_title = gettext_lazy("Certificates")
    run: IssueRun | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch if self.is_offered else Unoffered.as_view()
        return answer(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        self.run = domain.start_run(self.event, purpose=self.purpose, by=self.request.user, now=timezone.now())
        tasks.work_off_run.enqueue(self.run.pk)
        self.write_log("issue")
        return _("The certificates are being issued. You can leave this page; it goes on.")

    def get_success_url(self) -> str:
        return self.own_url("run", self.run.pk) if self.run else self.own_url("overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everybody = domain.candidates(self.event, purpose=self.purpose)
        everybody.sort(key=lambda found: not found.qualifies)
        counts = Counter(_standing(found) for found in everybody)
        titles = [training.title for training in self.terms.trainings.order_by("title")] if self.terms.pk else []
        return super().get_context_data(
            page_obj=Paginator(everybody, PER_PAGE).get_page(self.request.GET.get("p")),
            due=counts["due"],
            issued=counts["has"],
            refused=counts["not"],
            waiting=counts["waits"],
            runs=self.event.issue_runs.filter(purpose=self.purpose).order_by("-pk")[:5],
            terms=self.terms,
            asked=in_words(self.terms, tuple(titles)),
            needs_release=waits_for_release(self.terms),
            may_design=self.may("certificates.change_designchoice"),
            untold=untold(self.event, self.purpose).count(),
            **kwargs,
        )


def _standing(found: domain.Candidate) -> str:
    if found.certificate:
        return "has"
    if found.waits:
        return "waits"
    return "due" if found.is_due else "not"
