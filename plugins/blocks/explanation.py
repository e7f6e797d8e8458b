"""What an editor is told of content that is kept unread: whose it is, why it cannot be edited, and what is in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from plugins.keys import owning_name
from plugins.loader import discover, plugin_named
from plugins.models import PluginActivation
from plugins.registry import Provided

Item = dict[str, Any]
"""An item of a stream as it is stored: its ``type``, ``value`` and ``id``, and its ``version`` when that is not 1."""


def reason(item: Item, provided: Mapping[str, Provided[Any]]) -> str:
    """One sentence that names the content and its plugin, and says why it is not shown as a form."""
    key = item["type"]
    if key in provided:
        return _reason_of_installed(item, provided[key])
    name = _plugin_of(key)
    plugin = plugin_named(name)
    if plugin is None:
        sentence = _("Content “{key}” of the plugin {plugin}, which is not installed.")
    elif plugin.is_active:
        sentence = _("Content “{key}” of the plugin {plugin}, which does not offer it here.")
    else:
        sentence = _("Content “{key}” of the plugin {plugin}, which does not work at the moment.")
    return sentence.format(key=key, plugin=name)


def excerpt(item: Item) -> str:
    """The words in the content, so that an editor recognises it; at most 300 characters."""
    return Truncator(" · ".join(_texts(item.get("value")))).chars(300)


def _reason_of_installed(item: Item, provided: Provided[Any]) -> str:
    if is_newer(item, provided):
        sentence = _("Content “{key}”, written by a newer version of the plugin {plugin} than the one installed.")
    else:
        sentence = _("Content “{key}” of the plugin {plugin}, which could not read it. The log says why.")
    return sentence.format(key=item["type"], plugin=provided.plugin)


def is_newer(item: Item, provided: Provided[Any]) -> bool:
    """Whether the item was written by a version later than the installed one, or by one that is no number."""
    written = item.get("version", 1)
    return not isinstance(written, int) or written > provided.value.version


def _plugin_of(key: str) -> str:
    """Whose key it is: of all plugins that are installed or were ever switched on somewhere; failing that, the first word."""
    names = {plugin.name for plugin in discover()} | set(PluginActivation.objects.values_list("plugin", flat=True).distinct())
    return owning_name(key, names) or key.split("_")[0]


def _texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, name)
    elif isinstance(value, str) and name not in ("id", "type") and (text := strip_tags(value).strip()):
        yield text
