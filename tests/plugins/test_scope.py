import pytest
from django.contrib.auth.models import Group, Permission
from django.http import Http404
from wagtail.models import Page

from plugins.models import RegionGroup
from plugins.scope import RegionPermissionPolicy, region_of, region_path, regions_for, scoped_object_or_404
from tests import factories
from training.models import Attendance, Event, Person, Registration, Session, Venue

pytestmark = pytest.mark.django_db


def test_regions_come_only_from_the_groups_that_carry_the_permission():
    hesse, saxony = factories.office("Hessen"), factories.office("Sachsen")
    user = factories.staff(hesse)
    user.groups.add(saxony.groups.get(role=RegionGroup.Role.EDITORS).group)
    assert list(regions_for(user, "training.view_event")) == [hesse]


def test_permissions_without_a_region_open_no_region():
    hesse = factories.office("Hessen")
    user = factories.staff(hesse, RegionGroup.Role.EDITORS)
    permission = Permission.objects.get(codename="view_event", content_type__app_label="training")
    user.user_permissions.add(permission)
    everywhere = Group.objects.create(name="everywhere")
    everywhere.permissions.add(permission)
    user.groups.add(everywhere)
    assert list(regions_for(user, "training.view_event")) == []


def test_superusers_have_all_regions_and_inactive_users_none():
    hesse = factories.office("Hessen")
    assert list(regions_for(factories.staff(), "training.view_event")) == [hesse]
    assert list(regions_for(factories.staff(hesse, is_active=False), "training.view_event")) == []


@pytest.mark.parametrize(
    ("model", "path"),
    [(Venue, "region"), (Session, "event__region"), (Attendance, "registration__event__region"), (Person, None), (Page, None)],
)
def test_the_path_to_the_region_is_found_without_registration(model, path):
    assert region_path(model) == path


def test_a_policy_with_a_longer_path_keeps_to_the_region():
    own, foreign = (factories.registration(factories.event(factories.office(name))) for name in ("Hessen", "Sachsen"))
    user = factories.staff(own.event.region)
    policy = RegionPermissionPolicy(Registration, "event__region")
    assert list(policy.instances_user_has_permission_for(user, "change")) == [own]
    assert policy.user_has_permission_for_instance(user, "change", own)
    assert not policy.user_has_permission_for_instance(user, "change", foreign)
    assert not policy.user_has_permission(user, "delete")
    assert list(policy.users_with_permission_for_instance("change", foreign)) == []
    assert list(policy.users_with_permission("change")) == [user]


def test_a_row_found_over_several_paths_is_counted_once():
    event = factories.event(factories.office("Hessen"))
    person = factories.person()
    factories.registration(event, person)
    factories.registration(factories.event(event.region), person)
    policy = RegionPermissionPolicy(Person, "registrations__event__region")
    assert list(policy.instances_user_has_permission_for(factories.staff(event.region), "view")) == [person]


def test_a_row_of_another_region_is_not_found():
    own, foreign = factories.event(factories.office("Hessen")), factories.event(factories.office("Sachsen"))
    user = factories.staff(own.region)
    assert scoped_object_or_404(user, "training.change_event", Event, code=own.code) == own
    with pytest.raises(Http404):
        scoped_object_or_404(user, "training.change_event", Event, code=foreign.code)


def test_a_page_belongs_to_the_region_of_its_nearest_root_page():
    hesse = factories.office("Hessen")
    below = factories.page("Kurse", parent=hesse.root_page)
    assert region_of(below) == region_of(hesse.root_page) == hesse
    assert region_of(Page.get_first_root_node()) is None
