"""All plugins of a region, and the way to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plugins.scope import regions_for, sees_all_regions
from plugins.screens.base import CHANGE, VIEW, RegionScreen
from plugins.standing import standings


class ChooseRegion(WagtailAdminTemplateMixin, TemplateView):
    """The user's regions; whoever works in one only is led on."""

    template_name = "plugins/screens/regions.html"
    page_title = _("Plugins")
    header_icon = "cogs"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        regions = list(regions_for(request.user, VIEW).order_by("name"))
        if not regions and not sees_all_regions(request.user):
            raise Http404
        if len(regions) == 1:
            return redirect("plugins:overview", regions[0].pk)
        return self.render_to_response(self.get_context_data(regions=regions))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class Overview(RegionScreen):
    """Every installed plugin with its state in the region: those that act there, those that could, those always there."""

    permission = VIEW
    template_name = "plugins/screens/overview.html"
    page_title = _("Plugins")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, user = standings(self.region), self.user
        choosable = [plugin for plugin in found if not plugin.is_built_in]
        return super().get_context_data(
            groups=[
                (_("On"), [plugin for plugin in choosable if plugin.is_on]),
                (_("Off"), [plugin for plugin in choosable if not plugin.is_on]),
                (_("Part of the site, always on"), [plugin for plugin in found if plugin.is_built_in]),
            ],
            may_change=regions_for(user, CHANGE).filter(pk=self.region.pk).exists(),
            is_superuser=sees_all_regions(user),
            others=regions_for(user, VIEW).exclude(pk=self.region.pk).order_by("name"),
            **kwargs,
        )
