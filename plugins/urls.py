"""The addresses of plugins: ``/p/<region>/<plugin>/``, each under its own namespace, 404 where the plugin is not active."""

from functools import cache
from importlib import import_module

from django.urls import URLResolver, include, path

from plugins.failures import BREAKS, Phase, record
from plugins.loader import Plugin, discover

PREFIX = "p/<slug:region>/"


@cache
def plugin_urls() -> tuple[URLResolver, ...]:
    """One resolver for each active plugin with a urls module, to be placed before Wagtail's catch-all."""
    return tuple(resolver for plugin in discover() if (resolver := _resolver(plugin)))


def _resolver(plugin: Plugin) -> URLResolver | None:
    if not (plugin.info and plugin.info.urls and plugin.is_active):
        return None
    try:
        patterns = import_module(plugin.info.urls).urlpatterns
        resolver = path(f"{PREFIX}{plugin.name}/", include((patterns, plugin.name)))
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
