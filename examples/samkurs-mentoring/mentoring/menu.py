from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from plugins.api import MenuItem, RegionRef, hookimpl

PERMISSION = "training.change_person"
"""Whoever may change people of the region may name mentors."""


@hookimpl
def admin_menu_items(region: RegionRef) -> Iterable[MenuItem]:
    url = reverse("mentoring_admin:mentors", kwargs={"region": region.slug})
    return [MenuItem(key="mentoring_mentors", label=_("Mentors"), url=url, permission=PERMISSION, icon="group")]
