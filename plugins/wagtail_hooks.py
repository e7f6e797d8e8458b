"""Joins plugins' own screens to the Wagtail admin."""

from typing import Any

from django.urls import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from plugins.urls import plugin_admin_urls


@hooks.register("register_admin_urls")
def plugins_own_screens() -> tuple[URLResolver, ...]:
    return plugin_admin_urls()


@hooks.register("register_log_actions")
def plugins_history(actions: Any) -> None:
    actions.register_action("plugins.enable", _("Switch on"), _("Switched on"))
    actions.register_action("plugins.disable", _("Switch off"), _("Switched off"))
    actions.register_action("plugins.configure", _("Change settings"), _("Settings changed"))
    actions.register_action("plugins.purge", _("Remove for good"), _("Removed for good, with its settings"))
