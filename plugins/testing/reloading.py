"""Reads the installed plugins anew within one process, which a running site never does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from wagtail.models import Page

from plugins import registry
from plugins.fields import PluginStreamField
from plugins.loader import discover

Snapshot = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def reload_plugins() -> None:
    """Forget all that was read of plugins, the blocks of the site's streams included. Apps and addresses stay."""
    registry.reload()
    Page.get_edit_handler.cache_clear()  # its forms hold the blocks
    for field in stream_fields():
        field.__dict__.pop("stream_block", None)


def stream_fields() -> list[PluginStreamField]:
    """Every field of the site that holds content of plugins."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return [field for field in fields if isinstance(field, PluginStreamField)]


def snapshot() -> Snapshot:
    """The names of the plugins and the keys they provide: equal before and after whatever leaves no trace."""
    names = tuple(plugin.name for plugin in discover())
    return names, tuple(tuple(sorted(provided())) for provided in registry.PROVIDERS)


@contextmanager
def absent(name: str) -> Iterator[None]:
    """The site as it is while the plugin, and whatever depends on it, is not there."""
    before = os.environ.get("PLUGINS_DISABLE", "")
    os.environ["PLUGINS_DISABLE"] = f"{before},{name}"
    reload_plugins()
    try:
        yield
    finally:
        os.environ["PLUGINS_DISABLE"] = before
        reload_plugins()
