from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from plugins.models import Region
from plugins.runtime import active_plugins
from plugins.urls import PREFIX


class RegionGate:
    """Answers 404 to the address of a plugin that is not active in the region; its views get the region as a RegionRef."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or not match.route.startswith(PREFIX):
            return
        region = get_object_or_404(Region, slug=kwargs["region"])
        if match.namespaces[0] not in active_plugins(region):
            raise Http404(_("This page does not exist in {region}.").format(region=region))
        kwargs["region"] = region.ref
