"""Accreditations of an event with their proposals, and the credits computed from attendance and grants."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from training.domain.credits import award, propose
from training.forms.office.fields import NoForm
from training.models import CreditEntry
from training.views.office.base import EventForm

PER_PAGE = 50


class Credits(EventForm):
    permission = "training.view_creditentry"
    screen = back = "credits"
    template_name = "training/office/credits.html"
    form_class = NoForm
    page_title = gettext_lazy("Credits")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("training.add_creditentry"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        written = award(self.event, now=timezone.now())
        self.log("credits")
        if not written:
            return _("Nothing has changed since the credits were last computed.")
        return ngettext("{n} entry is written.", "{n} entries are written.", len(written)).format(n=len(written))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = CreditEntry.objects.filter(registration__event=self.event, corrected_by=None)
        page = Paginator(
            entries.select_related("registration__person").order_by("registration__person__name", "body", "pk"), PER_PAGE
        )
        accreditations = self.event.accreditations.order_by("pk")
        return super().get_context_data(
            page_obj=page.get_page(self.request.GET.get("p")),
            accreditations=[(row, propose(row) if row.scheme else None) for row in accreditations],
            may_compute=self.may("training.add_creditentry"),
            may_accredit=self.may("training.change_accreditation"),
            **kwargs,
        )
