"""The organisers' screens of dossiers: for which bodies, what would be in one, ordering it, and who opened which."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from certificates import tasks
from certificates.dossier.history import OPENED, ORDERED
from certificates.dossier.ordering import KEPT_FOR, order
from certificates.dossier.standing import Gap, standing_of
from certificates.models import Dossier
from plugins.models import RegionLogEntry
from training.forms.office.fields import NoForm
from training.models import Accreditation
from training.views.files import stored_file
from training.views.office.base import EventForm, EventPage

LATEST = 20
"""How many dossiers and openings the page lists."""


class DossierScreen:
    """A screen under the event's own frame, for those who may see dossiers in its region."""

    permission = "certificates.view_dossier"
    screen = "certificates_dossiers"
    header_icon = "folder-open-inverse"

    def own_url(self, name: str, *args: Any) -> str:
        return reverse(f"dossiers:{name}", args=[self.event.pk, *args])


class Overview(DossierScreen, EventPage):
    """The bodies of the event."""

    template_name = "certificates/dossier/office/overview.html"
    page_title = gettext_lazy("Audit dossiers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(accreditations=self.event.accreditations.order_by("body"), **kwargs)


class OfBody(DossierScreen):
    accreditation: Accreditation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        bodies = Accreditation.objects.filter(event=self.event).select_related("event__region", "event__venue")
        self.accreditation = get_object_or_404(bodies, pk=kwargs["accreditation_pk"])

    def write_log(self, action: str, dossier: Dossier) -> None:
        data = {"body": self.accreditation.body, "accreditation": self.accreditation.pk, "dossier": dossier.pk}
        log(self.event, action, user=self.request.user, data=data)


class OneBody(OfBody, EventForm):
    """What the dossier would hold and lack, the files made of it, and who opened them. Posting orders one."""

    template_name = "certificates/dossier/office/body.html"
    form_class = NoForm
    submit_label = gettext_lazy("Make the dossier now")

    def get_page_title(self) -> str:
        return _("Audit dossier: {body}").format(body=self.accreditation.body)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("certificates.add_dossier"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        now = timezone.now()
        dossier = order(self.accreditation, by=self.request.user, now=now)
        if dossier.ordered_at != now:
            return _("The dossier is being made already. Somebody ordered it before you.")
        self.write_log(ORDERED, dossier)
        tasks.make_dossier.enqueue(dossier.pk)
        return _("The dossier is being made. You can leave this page; come back in a minute.")

    def get_success_url(self) -> str:
        return self.own_url("body", self.accreditation.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(self.accreditation, now=timezone.now())
        entries = RegionLogEntry.objects.for_instance(self.event).filter(
            action=OPENED, data__accreditation=self.accreditation.pk
        )
        dossiers = self.accreditation.dossiers.select_related("ordered_by").order_by("-pk")[:LATEST]
        return super().get_context_data(
            accreditation=self.accreditation,
            standing=standing,
            gaps=[(gap.sentence, self.url_of(gap)) for gap in standing.gaps],
            dossiers=dossiers,
            is_open=any(dossier.is_open for dossier in dossiers),
            opened=entries.select_related("user").order_by("-timestamp", "-pk")[:LATEST],
            days=KEPT_FOR.days,
            may_order=self.may("certificates.add_dossier"),
            **kwargs,
        )

    def url_of(self, gap: Gap) -> str:
        """Where the gap is closed."""
        if gap.screen == "certificates":
            return reverse("certificates_office:overview", args=[self.event.pk])
        if gap.screen == "accreditation":
            return self.url("accreditation", self.accreditation.pk)
        return self.url(gap.screen)


class Download(OfBody, EventPage):
    """The made file. Each opening is written down before a byte of it goes out."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        made = self.accreditation.dossiers.exclude(file="")
        dossier = get_object_or_404(made, pk=kwargs["dossier_pk"])
        body = slugify(self.accreditation.body)[:60]
        name = f"{self.event.code}-{body}-{timezone.localdate(dossier.made_at):%Y-%m-%d}.zip"
        response = stored_file(dossier.file, name=name, media_type="application/zip")
        self.write_log(OPENED, dossier)
        return response
