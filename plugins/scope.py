"""Who of the staff may do what in which region: the one implementation of region scope in the back office.

A region comes only from a group of that region (``RegionGroup``) that carries the asked permission. Permissions given to a user
directly, or through a group without a region, open nothing here; superusers may do everything everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from plugins.models import Region, RegionGroup, RegionLogEntry

Grants = dict[str, frozenset[int]]
ANY_ACTION = ("add", "change", "delete", "view")


def grants_of(user: Any) -> Grants:
    """Permission (``app.codename``) -> ids of the regions where the user holds it. One query per user object and request."""
    if not hasattr(user, "_region_grants"):
        user._region_grants = _read_grants(user)
    return user._region_grants


def _read_grants(user: Any) -> Grants:
    regions = defaultdict(set)
    if user.is_active and user.pk:
        rows = RegionGroup.objects.filter(group__user=user).values_list(
            "region_id", "group__permissions__content_type__app_label", "group__permissions__codename"
        )
        for region_id, app_label, codename in rows:
            regions[f"{app_label}.{codename}"].add(region_id)
    return {permission: frozenset(ids) for permission, ids in regions.items()}


def sees_all_regions(user: Any) -> bool:
    return user.is_active and user.is_superuser


def regions_for(user: Any, permission: str | Iterable[str]) -> QuerySet[Region]:
    """The regions where the user holds the permission such as ``training.view_event``, or any of several; superusers: all."""
    if sees_all_regions(user):
        return Region.objects.all()
    asked = [permission] if isinstance(permission, str) else permission
    ids = set[int]().union(*(grants_of(user).get(name, ()) for name in asked))
    return Region.objects.filter(pk__in=ids)


def regions_of(user: Any) -> QuerySet[Region]:
    """The regions the user works for in any role; superusers: all."""
    return Region.objects.all() if sees_all_regions(user) else Region.objects.filter(groups__group__user=user).distinct()


def region_of(page: Page) -> Region | None:
    """The region whose root page, in whatever language, is the page itself or its nearest ancestor. One query."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    keys = Page.objects.filter(path__in=paths).values("translation_key")
    regions = Region.objects.filter(root_page__translation_key__in=keys).select_related("root_page")
    return regions.order_by("-root_page__depth").first()


def region_path(model: type[models.Model]) -> str | None:
    """The field path from the model to its region, such as ``event__region``; ``None`` when its rows belong to no region.

    A registered policy names it; otherwise the shortest chain of foreign keys is taken, so that a model nobody registered is
    narrowed as well.
    """
    policy = policy_registry.get_by_type(model, fallback=False)
    return policy.region_path if isinstance(policy, RegionPermissionPolicy) else _shortest_path(model)


def _shortest_path(model: type[models.Model]) -> str | None:
    queue: list[tuple[type[models.Model], list[str]]] = [(model, [])]
    seen = {model}
    while queue:
        current, names = queue.pop(0)
        for field in current._meta.concrete_fields:
            target = field.related_model
            if target is Region:
                return "__".join([*names, field.name])
            if isinstance(target, type) and target not in seen and issubclass(target, models.Model):
                seen.add(target)
                queue.append((target, [*names, field.name]))
    return None


class RegionPermissionPolicy(ModelPermissionPolicy):
    """Model permissions that hold only for rows of the regions whose group carries them.

    ``region_path`` leads from the model to the region; ``""`` stands for the region itself.
    """

    def __init__(self, model: type[models.Model] | str, region_path: str):
        super().__init__(model)
        self.region_path = region_path

    def regions(self, user: Any, actions: Iterable[str]) -> QuerySet[Region]:
        return regions_for(user, [self._get_permission_name(action) for action in actions])

    def in_regions(self, queryset: QuerySet, regions: QuerySet[Region]) -> QuerySet:
        """The rows of the queryset that belong to the regions, each row once whatever the path."""
        lookup = f"{self.region_path}__in" if self.region_path else "pk__in"
        return queryset.filter(pk__in=self.model._base_manager.filter(**{lookup: regions}).values("pk"))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        names = {self._get_permission_name(action) for action in actions}
        return sees_all_regions(user) or not names.isdisjoint(grants_of(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: models.Model) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        rows = self.model._default_manager.all()
        return rows if sees_all_regions(user) else self.in_regions(rows, self.regions(user, actions))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return self._staff(RegionGroup.objects.all(), actions)

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: models.Model) -> QuerySet:
        field = self.region_path or "pk"
        regions = self.model._base_manager.filter(pk=instance.pk).values(field)
        return self._staff(RegionGroup.objects.filter(region__in=regions), actions)

    def _staff(self, groups: QuerySet[RegionGroup], actions: Iterable[str]) -> QuerySet:
        carrying = groups.filter(group__permissions__in=self._get_permission_objects_for_actions(actions))
        who = Q(is_superuser=True) | Q(groups__in=carrying.values("group"))
        return get_user_model().objects.filter(who, is_active=True).distinct()


def register_region_policy(model: type[models.Model], region_path: str) -> RegionPermissionPolicy:
    """Bind the model's rows to regions everywhere in the back office; call it before Wagtail first looks the policy up."""
    policy = RegionPermissionPolicy(model, region_path)
    register_permission_policy(model, policy, exact_class=True)
    log_registry.register_model(model, RegionLogEntry)
    return policy


def scoped_object_or_404(user: Any, permission: str, queryset: QuerySet | type[models.Model], **lookup: Any) -> Any:
    """The row if it belongs to a region where the user holds the permission; otherwise 404, as if it did not exist."""
    rows = queryset if isinstance(queryset, QuerySet) else queryset._default_manager.all()
    path = region_path(rows.model)
    if path is None:
        raise LookupError(f"{rows.model._meta.label} has no path to a region.")
    if not sees_all_regions(user):
        rows = RegionPermissionPolicy(rows.model, path).in_regions(rows, regions_for(user, permission))
    found = rows.filter(**lookup).first()
    if found is None:
        raise Http404
    return found
