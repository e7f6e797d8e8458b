"""Makes a region whole: its row, its collection, its two groups and all that they may do, so that nothing is set by hand."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps as global_apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from plugins.models import Region, RegionGroup
from plugins.roles import COLLECTIONS, FILES, PAGES, model_permissions, permission_names

FILE_MODELS = ("wagtailimages.image", "wagtaildocs.document")
"""Wagtail asks for the permissions of its own file models, whichever models take their place."""


@transaction.atomic
def create_region(*, slug: str, root_page: Page, **fields: Any) -> Region:
    """The region of this short name with its root page, collection, groups and permissions.

    ``fields`` are those of ``Region``: code, name, organisation, contact_email, country, language and so on. A region that
    exists keeps its own fields; what it lacks is added, so calling it twice changes nothing.
    """
    region, _ = Region.objects.get_or_create(slug=slug, defaults={**fields, "root_page": root_page})
    return equip_region(region)


@transaction.atomic
def equip_region(region: Region) -> Region:
    """Give the region the collection, the groups and the permissions it lacks."""
    if region.collection is None:
        region.collection = Collection.get_first_root_node().add_child(name=region.name)
        region.save(update_fields=["collection"])
    for role in RegionGroup.Role:
        group = _group(region, role)
        set_model_permissions(group, role)
        _grant_tree(region, group, role)
    return region


def _group(region: Region, role: RegionGroup.Role) -> Group:
    found = RegionGroup.objects.filter(region=region, role=role).select_related("group").first()
    if found:
        return found.group
    with translation.override(region.language):
        name = f"{region.name} ({region.code}): {role.label}"
    return RegionGroup.objects.create(region=region, role=role, group=Group.objects.create(name=name)).group


def set_model_permissions(group: Group, role: str) -> None:
    """Give the group exactly the table's permissions on models: what the table does not name is taken away."""
    group.permissions.set(_permissions(model_permissions(role)))


def _permissions(names: set[str]) -> list[Permission]:
    apps, codenames = zip(*(name.split(".") for name in names), strict=True) if names else ((), ())
    found = Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames).select_related("content_type")
    return [one for one in found if f"{one.content_type.app_label}.{one.codename}" in names]


def _grant_tree(region: Region, group: Group, role: RegionGroup.Role) -> None:
    """What is granted already stays."""
    page, collection = region.root_page, region.collection
    pages = _of({"wagtailcore.page": PAGES[role]}) if page else ()
    inside = _of({**dict.fromkeys(FILE_MODELS, FILES[role]), "wagtailcore.collection": COLLECTIONS[role]})
    GroupPagePermission.objects.bulk_create(
        (GroupPagePermission(group=group, page=page, permission=one) for one in pages), ignore_conflicts=True
    )
    GroupCollectionPermission.objects.bulk_create(
        (GroupCollectionPermission(group=group, collection=collection, permission=one) for one in inside), ignore_conflicts=True
    )


def _of(table: Mapping[str, tuple[str, ...]]) -> list[Permission]:
    return _permissions({name for model, actions in table.items() for name in permission_names(model, actions)})


def sync_groups(sender: Any, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """After the last app's migrations: give every region's groups the permissions of models that have come since."""
    if sender is not [app for app in global_apps.get_app_configs() if app.models_module][-1]:
        return
    if apps.is_installed("plugins") and "regiongroup" in apps.all_models["plugins"]:
        for member in RegionGroup.objects.using(using).select_related("group"):
            set_model_permissions(member.group, member.role)
