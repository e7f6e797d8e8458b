import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from plugins.models import Region, RegionGroup
from plugins.offices import create_region
from tests import factories

pytestmark = pytest.mark.django_db


def counts():
    models = (Region, RegionGroup, Collection, GroupPagePermission, GroupCollectionPermission)
    return [model.objects.count() for model in models]


def test_a_region_is_made_with_its_groups_collection_and_permissions():
    region = factories.office("Hessen", language="en")
    groups = {group.role: group.group for group in region.groups.all()}
    assert sorted(group.name for group in groups.values()) == ["Hessen (HE): Editors", "Hessen (HE): Organisers"]
    pages = region.root_page.group_permissions.values_list("group", "permission__codename")
    editors = groups[RegionGroup.Role.EDITORS]
    assert sorted(pages) == [(editors.pk, f"{action}_page") for action in ("add", "change", "lock", "publish", "unlock")]
    organisers = {permission.codename for permission in groups[RegionGroup.Role.ORGANISERS].permissions.all()}
    assert {"access_admin", "change_event", "change_attendance"} <= organisers


def test_making_a_region_again_changes_nothing():
    region = factories.office("Hessen")
    before = counts()
    assert create_region(slug=region.slug, root_page=region.root_page) == region
    assert counts() == before


def test_groups_get_the_tables_permissions_back_after_a_migration():
    group = factories.office("Hessen").groups.get(role=RegionGroup.Role.ORGANISERS).group
    group.permissions.remove(Permission.objects.get(codename="view_event"))
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="view_event").exists()
