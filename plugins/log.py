"""The history of rows that belong to regions: each entry keeps its region, so that reports show staff their own only."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.log_actions import registry
from wagtail.models import BaseLogEntryManager


class RegionLogManager(BaseLogEntryManager):
    def log_action(self, instance: Model, action: str, **kwargs: Any) -> Any:
        return super().log_action(instance, action, object_id=str(instance.pk), region_id=region_id_of(instance), **kwargs)

    def for_instance(self, instance: Model) -> QuerySet:
        kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
        return self.filter(content_type=kind, object_id=str(instance.pk))

    def viewable_by_user(self, user: Any) -> QuerySet:
        """Entries on rows of the regions where the user holds a permission on that model."""
        from plugins.scope import sees_all_regions

        if sees_all_regions(user):
            return self.all()
        visible = Q(pk__in=[])
        for kind in ContentType.objects.filter(pk__in=self.values("content_type").distinct()):
            visible |= Q(content_type=kind, region__in=_regions(user, kind))
        return self.filter(visible)


def _regions(user: Any, kind: ContentType) -> set[int]:
    from plugins.scope import grants_of

    ends = f"_{kind.model}"
    held = (ids for name, ids in grants_of(user).items() if name.startswith(f"{kind.app_label}.") and name.endswith(ends))
    return set[int]().union(*held)


def region_id_of(instance: Model) -> int | None:
    """The id of the row's region; of several, as a person may have, none."""
    from plugins.scope import region_path

    path = region_path(type(instance))
    ids = type(instance)._base_manager.filter(pk=instance.pk).values_list(path or "pk", flat=True).distinct()[:2]
    return ids[0] if len(ids) == 1 else None


def keep_region_logs() -> None:
    """Use the regions' log for every model that leads to a region. Called once at start."""
    from plugins.models import Region, RegionLogEntry
    from plugins.scope import region_path

    for model in apps.get_models():
        if (model is Region or region_path(model)) and model is not RegionLogEntry:
            registry.register_model(model, RegionLogEntry)
