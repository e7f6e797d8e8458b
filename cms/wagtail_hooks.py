"""Joins the site's own rules and screens to the Wagtail admin."""

from wagtail import hooks

from cms import welcome  # noqa: F401  (registers its hook)
from cms.security import lists, pages, reset  # noqa: F401  (each module registers its hooks)
from cms.security.regions import RegionViewSet


@hooks.register("register_admin_viewset")
def register_regions() -> RegionViewSet:
    return RegionViewSet()
