"""Joins plugins' own screens to the Wagtail admin."""

from django.urls import URLResolver
from wagtail import hooks

from plugins.urls import plugin_admin_urls


@hooks.register("register_admin_urls")
def plugins_own_screens() -> tuple[URLResolver, ...]:
    return plugin_admin_urls()
