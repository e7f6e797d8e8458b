"""The frame of these screens: one region the user may see, and on most of them one plugin."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plugins.models import Region
from plugins.scope import regions_for, sees_all_regions
from plugins.standing import Standing, standing

VIEW, CHANGE = "plugins.view_pluginactivation", "plugins.change_pluginactivation"


class RegionScreen(WagtailAdminTemplateMixin, View):
    """A screen of one region. ``permission`` must be held there, otherwise the region is not found."""

    permission = CHANGE
    header_icon = "cogs"
    region: Region
    user: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = request.user
        found = regions_for(self.user, self.permission).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.region = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with timezone.override(ZoneInfo(self.region.time_zone)):
            response: Any = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def overview_url(self) -> str:
        return reverse("plugins:overview", args=[self.region.pk])

    def to_overview(self) -> HttpResponse:
        return redirect(self.overview_url())

    def get_page_subtitle(self) -> str:
        return self.region.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        label = _("Plugins in {region}").format(region=self.region)
        return [*super().get_breadcrumbs_items(), {"url": self.overview_url(), "label": label}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(region=self.region, back_url=self.overview_url(), **kwargs)


class PluginScreen(RegionScreen):
    """A screen of one plugin in one region. One that only superusers may switch refuses everybody else in words."""

    standing: Standing

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = standing(self.region, kwargs["name"])
        if found is None:
            raise Http404
        self.standing = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.permission == CHANGE and self.standing.is_restricted and not sees_all_regions(self.user):
            sentence = _("Only an administrator of the whole site may switch “{name}” or change its settings. Ask them.")
            messages.error(request, sentence.format(name=self.standing.label))
            return self.to_overview()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.standing.label}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(standing=self.standing, **kwargs)
