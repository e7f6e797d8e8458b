from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from plugins.models import Region
from plugins.runtime import active_plugins
from plugins.scope import regions_of
from plugins.urls import ADMIN_SUFFIX, PREFIX


class RegionGate:
    """Answers 404 to the address of a plugin that is not active in the region, and to foreign staff in its back office.

    The views behind it get the region as a RegionRef.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if match is None or PREFIX not in match.route:
            return
        region = get_object_or_404(Region, slug=kwargs["region"])
        plugin, is_admin = _plugin(match.namespaces[0])
        if plugin not in active_plugins(region) or (is_admin and not _works_in(request.user, region)):
            raise Http404(_("This page does not exist in {region}.").format(region=region))
        kwargs["region"] = region.ref


def _plugin(namespace: str) -> tuple[str, bool]:
    return namespace.removesuffix(ADMIN_SUFFIX), namespace.endswith(ADMIN_SUFFIX)


def _works_in(user: Any, region: Region) -> bool:
    return user.is_authenticated and regions_of(user).filter(pk=region.pk).exists()
