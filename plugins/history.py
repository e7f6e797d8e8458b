"""Who switched or set a plugin in a region, and when: how the entries that ``plugins.activation`` writes are read."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from plugins.models import PluginActivation, Region, RegionLogEntry


def history_of(name: str, region: Region) -> QuerySet[RegionLogEntry]:
    """The entries on the plugin in the region, the latest first; those before it was purged are among them."""
    kind = ContentType.objects.get_for_model(PluginActivation)
    entries = RegionLogEntry.objects.filter(content_type=kind, region=region, data__plugin=name)
    return entries.select_related("user", "content_type")


def who(entry: RegionLogEntry) -> str:
    return entry.user_display_name if entry.user_id else _("command line")


class Enabled(LogFormatter):
    label = gettext_lazy("Switch a plugin on")
    message = gettext_lazy("Switched on")


class Disabled(LogFormatter):
    label = gettext_lazy("Switch a plugin off")

    def format_message(self, entry: Any) -> str:
        failure = entry.data.get("failure")
        return (
            _("Switched off; the plugin failed when it was told ({failure})").format(failure=failure)
            if failure
            else _("Switched off")
        )


class Configured(LogFormatter):
    label = gettext_lazy("Change a plugin’s settings")

    def format_message(self, entry: Any) -> str:
        fields = ", ".join(entry.data.get("fields", ()))
        return _("Settings changed: {fields}").format(fields=fields) if fields else _("Settings taken over to a new version")


class Purged(LogFormatter):
    label = gettext_lazy("Remove a plugin for good")
    message = gettext_lazy("Removed for good, with its settings")


ACTIONS: dict[str, type[LogFormatter]] = {
    "plugins.enable": Enabled,
    "plugins.disable": Disabled,
    "plugins.configure": Configured,
    "plugins.purge": Purged,
}
