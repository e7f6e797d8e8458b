"""Joins the site's own rules and screens to the Wagtail admin."""

from cms.security import lists, pages  # noqa: F401  (each module registers its hooks)
