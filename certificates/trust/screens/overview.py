"""The way to a region, and all of it at a glance."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.credentials.addresses import key_set_address
from certificates.domain.seal_trial import CHOSEN
from certificates.domain.seals import seals_of
from certificates.domain.verification_address import address_of, changes_of
from certificates.models import IssuerKey, SealKey
from certificates.trust.keys import certificate_of
from certificates.trust.screens.base import CHANGE, TITLE, VIEW, TrustScreen
from plugins.models import RegionLogEntry
from plugins.scope import grants_of, regions_for, sees_all_regions


class ChooseRegion(WagtailAdminTemplateMixin, TemplateView):
    """The user's regions; whoever works in one only is led on."""

    template_name = "certificates/trust/regions.html"
    page_title = TITLE
    header_icon = "key"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        regions = list(regions_for(request.user, VIEW).order_by("name"))
        if not regions and not sees_all_regions(request.user):
            raise Http404
        if len(regions) == 1:
            return redirect("certificate_trust:overview", regions[0].pk)
        return self.render_to_response(self.get_context_data(regions=regions))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class Overview(TrustScreen, TemplateView):
    """What is so now, since when, and what was before. It asks no plugin and no other machine."""

    permission = VIEW
    template_name = "certificates/trust/overview.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        region = self.region
        seal = seals_of(region).get(region.certificate_seal)
        seal_keys = SealKey.objects.filter(region=region).order_by("-created_at", "-pk")
        return super().get_context_data(
            address=address_of(region),
            changes=changes_of(region),
            seal=seal,
            is_seal_lost=bool(region.certificate_seal) and seal is None,
            sealed_since=self._sealed_since(),
            issuer_keys=IssuerKey.objects.filter(region=region).order_by("-created_at", "-pk"),
            keys_address=key_set_address(region),
            seal_keys=[(key, certificate_of(key)) for key in seal_keys],
            now=timezone.now(),
            may_change=sees_all_regions(self.user) or region.pk in grants_of(self.user).get(CHANGE, ()),
            **kwargs,
        )

    def _sealed_since(self) -> RegionLogEntry | None:
        chosen = RegionLogEntry.objects.for_instance(self.region).filter(action=CHOSEN)
        return chosen.select_related("user").order_by("-timestamp", "-pk").first()
