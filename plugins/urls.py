"""The addresses of plugins, each under its own namespace, 404 where the plugin is not active.

``/p/<region>/<plugin>/`` is for everybody, with the namespace of the plugin's name; ``/admin/p/<region>/<plugin>/`` is for the
staff of the region, with the namespace ``<plugin>_admin``.
"""

from functools import cache
from importlib import import_module

from django.urls import URLResolver, include, path

from plugins.failures import BREAKS, Phase, record
from plugins.loader import Plugin, discover

PREFIX = "p/<slug:region>/"
ADMIN_SUFFIX = "_admin"


@cache
def plugin_urls() -> tuple[URLResolver, ...]:
    """One resolver for each active plugin with a urls module, to be placed before Wagtail's catch-all."""
    found = (_resolver(plugin, plugin.info.urls, plugin.name) for plugin in discover() if plugin.info and plugin.is_active)
    return tuple(resolver for resolver in found if resolver)


@cache
def plugin_admin_urls() -> tuple[URLResolver, ...]:
    """One resolver for each active plugin with screens in the back office, to be placed under Wagtail's admin."""
    found = (
        _resolver(plugin, plugin.info.admin_urls, plugin.name + ADMIN_SUFFIX)
        for plugin in discover()
        if plugin.info and plugin.is_active
    )
    return tuple(resolver for resolver in found if resolver)


def _resolver(plugin: Plugin, module: str, namespace: str) -> URLResolver | None:
    if not module:
        return None
    try:
        patterns = import_module(module).urlpatterns
        resolver = path(f"{PREFIX}{plugin.name}/", include((patterns, namespace)))
        # Includes and converters are only resolved when asked for, and then every address of the site would fail.
        _resolve_all(resolver)
    except BREAKS as exc:
        record(plugin, Phase.URLS, exc)
        return None
    return resolver


def _resolve_all(resolver: URLResolver) -> None:
    for pattern in resolver.url_patterns:
        _ = pattern.pattern.regex
        if isinstance(pattern, URLResolver):
            _resolve_all(pattern)
