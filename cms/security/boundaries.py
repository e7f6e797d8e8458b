"""Keeps staff to their regions on Wagtail's own screens, which show some of what they refuse to change.

Wagtail asks for permissions where a page or file is changed, but its confirmations, bulk actions and choosers show the title
first. What is asked for by id is checked here, once for all addresses; what lists show is narrowed in ``cms.security.lists``.
The sweep in tests/test_region_boundaries.py finds what both leave open.
"""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from cms.security.middleware import BACK_OFFICE
from cms.security.second_factor import is_staff
from plugins.models import Region
from plugins.narrowing import rows_in_regions
from plugins.scope import regions_of, sees_all_regions

PLACES: dict[str, Callable[[], type[Model]]] = {
    "page_id": lambda: Page,
    "parent_page_id": lambda: Page,
    "page_to_move_id": lambda: Page,
    "destination_id": lambda: Page,
    "image_id": get_image_model,
    "document_id": get_document_model,
    "doc_id": get_document_model,
    "collection_id": lambda: Collection,
}
"""What Wagtail's addresses call an id, and of which model it is."""

FOR_SUPERUSERS = ("page_types_usage", "page_types_usage_results")
"""Reports on the whole installation, which name the page last edited anywhere."""


class RegionBoundaryMiddleware:
    """A page or file of another region is not found, whatever is asked about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        if not request.path_info.startswith(BACK_OFFICE) or not is_staff(request.user) or sees_all_regions(request.user):
            return
        if match.url_name in FOR_SUPERUSERS:
            raise Http404
        if match.url_name == "wagtailadmin_choose_page":
            # Wagtail would begin at the common ancestor of all pages of a type, which may be a page of another region.
            kwargs["parent_page_id"] = chooser_start(request.user).pk
        for model, ids in _asked(request, match):
            if within_reach(model, request.user).filter(pk__in=ids).count() < len(ids):
                raise Http404
        if match.url_name == "wagtail_bulk_action" and "all" in request.GET.getlist("id"):
            _require_own_parent(request)


def _require_own_parent(request: HttpRequest) -> None:
    """All pages below a page above the regions would be those of all regions."""
    parents = _ids(request, "childOf")
    if rows_in_regions(Page.objects.filter(pk__in=parents), request.user).count() < len(parents):
        raise Http404


def within_reach(model: type[Model], user: Any) -> QuerySet:
    """The rows a member of staff may ask for by id: the own ones, and of pages also those on the way down to them."""
    own = rows_in_regions(model._default_manager.all(), user)
    return own | model._default_manager.filter(_on_the_way(user)) if issubclass(model, Page) else own


def _on_the_way(user: Any) -> Q:
    paths = regions_of(user).filter(root_page__isnull=False).values_list("root_page__path", flat=True)
    steps = {path[:end] for path in paths for end in range(Page.steplen, len(path), Page.steplen)}
    return Q(path__in=steps)


def chooser_start(user: Any) -> Page:
    """Where choosing a page begins: the region's home page for those with one region, else the root."""
    regions: list[Region] = list(regions_of(user).select_related("root_page")[:2])
    return regions[0].root_page if len(regions) == 1 and regions[0].root_page else Page.get_first_root_node()


def _asked(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[type[Model], set[int]]]:
    """The models and ids that the address names, in its path or its query."""
    for place, value in match.kwargs.items():
        if place in PLACES and isinstance(value, int):
            yield PLACES[place](), {value}
    if match.url_name == "revisions_compare":
        yield Page, {int(match.kwargs["pk"])}
    if match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        yield Page, _ids(request, "id")
    if match.url_name == "wagtail_bulk_action":
        yield apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"]), _ids(request, "id")
        yield Page, _ids(request, "childOf")


def _ids(request: HttpRequest, *names: str) -> set[int]:
    lists = (request.GET.getlist(name) for name in names)
    return reduce(or_, ({int(value) for value in values if value.isdecimal()} for values in lists), set())
