"""Entries of plugins in the back office's menu, for each region in which somebody works."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wagtail.admin.menu import MenuItem

from plugins.api import StaffRef
from plugins.keys import BUILT_IN
from plugins.manager import implementations
from plugins.models import PluginActivation, Region
from plugins.runtime import NOTHING, Hooks
from plugins.scope import grants_of, regions_of, sees_all_regions
from plugins.settings import Stored


def plugin_menu(user: Any) -> list[MenuItem]:
    """The entries the user may use, those of several regions with the region's name.

    Two queries, beside those for the user's permissions, which a page needs anyway; none where no plugin has entries.
    """
    if not implementations("admin_menu_items"):
        return []
    regions = list(regions_of(user).order_by("name"))
    hooks = _hooks(regions)
    return [item for region in regions for item in _items(user, region, hooks[region.pk], is_one=len(regions) == 1)]


def _hooks(regions: list[Region]) -> dict[int, Hooks]:
    stored: defaultdict[int, dict[str, Stored]] = defaultdict(dict)
    rows = PluginActivation.objects.filter(region__in=regions, enabled=True)
    for region, plugin, config, version in rows.values_list("region", "plugin", "config", "config_version"):
        stored[region][plugin] = Stored(config, version)
    return {region.pk: Hooks(dict.fromkeys(BUILT_IN, NOTHING) | stored[region.pk]) for region in regions}


def _items(user: Any, region: Region, hooks: Hooks, *, is_one: bool) -> Iterator[MenuItem]:
    held = _permissions(user, region)
    staff = StaffRef(pk=user.pk, permissions=held)
    for item in hooks.collect("admin_menu_items", region=region.ref, staff=staff):
        if item.permission in held or sees_all_regions(user):
            label = str(item.label) if is_one else f"{item.label} ({region.name})"
            name = f"{item.key}-{region.slug}"
            yield MenuItem(label, item.url, name=name, icon_name=item.icon, order=item.order)


def _permissions(user: Any, region: Region) -> frozenset[str]:
    if sees_all_regions(user):
        return frozenset(user.get_all_permissions())
    return frozenset(permission for permission, regions in grants_of(user).items() if region.pk in regions)
