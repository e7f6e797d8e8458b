"""Joins the screens of plugins to the Wagtail admin: those that switch them, and their own."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from plugins.history import ACTIONS
from plugins.menu import plugin_menu
from plugins.scope import grants_of, sees_all_regions
from plugins.screens.base import VIEW
from plugins.urls import plugin_admin_urls


@hooks.register("register_admin_urls")
def screens_of_plugins() -> list[URLPattern | URLResolver]:
    return [path("plugins/", include("plugins.screens.urls"))]


@hooks.register("register_admin_urls")
def plugins_own_screens() -> tuple[URLResolver, ...]:
    return plugin_admin_urls()


class PluginsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_all_regions(request.user) or VIEW in grants_of(request.user)


@hooks.register("register_settings_menu_item")
def plugins_in_the_menu() -> MenuItem:
    return PluginsMenuItem(_("Plugins"), reverse_lazy("plugins:index"), name="plugins", icon_name="cogs", order=300)


@hooks.register("construct_main_menu")
def entries_of_plugins(request: HttpRequest, items: list[MenuItem]) -> None:
    items += plugin_menu(request.user)


@hooks.register("register_log_actions")
def plugins_history(actions: Any) -> None:
    for action, formatter in ACTIONS.items():
        actions.register_action(action)(formatter)
