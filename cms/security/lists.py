"""Narrows what Wagtail's own lists and choosers show to the regions of whoever asks."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.security.boundaries import within_reach
from plugins.narrowing import rows_in_regions
from plugins.scope import sees_all_regions


@hooks.register("construct_page_chooser_queryset")
def narrow_page_chooser(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages if sees_all_regions(request.user) else pages & within_reach(pages.model, request.user)


class NarrowedAPI:
    def get_queryset(self) -> QuerySet:
        return rows_in_regions(super().get_queryset(), self.request.user)  # type: ignore[misc]


class PagesAPI(PagesAdminAPIViewSet):
    """Wagtail shows only explorable pages here. Its actions pass by the hooks that refuse in words, and no screen uses them."""

    actions: dict[str, Any] = {}


class ImagesAPI(NarrowedAPI, ImagesAdminAPIViewSet):
    pass


class DocumentsAPI(NarrowedAPI, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=100)
def narrow_admin_api(router: WagtailAPIRouter) -> None:
    for name, view in (("pages", PagesAPI), ("images", ImagesAPI), ("documents", DocumentsAPI)):
        router.register_endpoint(name, view)


@hooks.register("construct_reports_menu")
def hide_reports_on_everything(request: HttpRequest, items: list[MenuItem]) -> None:
    if not sees_all_regions(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]
