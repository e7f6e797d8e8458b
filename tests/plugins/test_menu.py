"""Entries of plugins in the back office's menu."""

import pytest
from django.urls import reverse

from plugins.menu import plugin_menu
from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import MenuItem, hookimpl

@hookimpl
def admin_menu_items(region, staff, settings):
    {body}
"""
GOOD = "return [MenuItem(key='{name}', label='Acme', url='/admin/p/' + region.slug + '/{name}/', permission='{permission}')]"

NO_ADDRESS = "return [MenuItem(key='acme', label='A', url=None, permission='x')]"


@pytest.fixture
def entry(installed):
    def install(*regions, name="acme", body=GOOD, permission="training.view_event"):
        text = HOOKS.format(body=body.format(name=name, permission=permission))
        installed.install(name, {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": text})
        for region in regions:
            PluginActivation.objects.create(region=region, plugin=name)

    return install


@pytest.fixture
def hessen(db):
    return factories.office("Hessen")


@pytest.fixture
def sachsen(db):
    return factories.office("Sachsen")


def shown(user):
    return [(item.name, item.label, item.url) for item in plugin_menu(user)]


def test_staff_get_the_entries_of_the_regions_where_the_plugin_is_active(entry, hessen, sachsen):
    entry(hessen)
    assert shown(factories.staff(hessen)) == [("acme-hessen", "Acme", "/admin/p/hessen/acme/")]
    assert shown(factories.staff(sachsen)) == []


def test_an_entry_is_for_those_who_hold_its_permission_there(entry, hessen):
    entry(hessen, permission="training.no_such_permission")
    assert shown(factories.staff(hessen)) == []
    assert [name for name, _label, _url in shown(factories.staff())] == ["acme-hessen"]


def test_whoever_works_in_several_regions_gets_one_for_each_with_its_name(entry, hessen, sachsen):
    entry(hessen, sachsen)
    both = factories.staff(hessen)
    both.groups.add(sachsen.groups.get(role="organisers").group)
    labels = ["Acme (Hessen)", "Acme (Sachsen)"]
    assert [[label for _name, label, _url in shown(user)] for user in (both, factories.staff())] == [labels, labels]


def test_a_plugin_learns_the_permissions_held_in_that_region(entry, hessen, sachsen):
    label = "str('training.add_event' in staff.permissions)"
    body = f"return [MenuItem(key='acme_' + region.slug, label={label}, url='/', permission='x')]"
    entry(hessen, sachsen, body=body.replace("'x'", "'training.view_event' if region.slug == 'hessen' else 'wagtailcore.x'"))
    user = factories.staff(hessen)
    assert [label for _name, label, _url in shown(user)] == ["True"]


@pytest.mark.parametrize("body", ["raise RuntimeError", "return 5", NO_ADDRESS])
def test_a_plugin_that_fails_leaves_out_its_own_entries_only(entry, hessen, body):
    entry(hessen, body=body)
    entry(hessen, name="beta")
    assert [name for name, _label, _url in shown(factories.staff(hessen))] == ["beta-hessen"]


@pytest.mark.parametrize("regions", [1, 3])
def test_it_takes_two_queries_beside_the_permissions(entry, regions, django_assert_num_queries):
    offices = [factories.office(name) for name in ("Hessen", "Sachsen", "Dänemark")[:regions]]
    entry(*offices)
    user = factories.staff()
    user.get_all_permissions()
    with django_assert_num_queries(2):
        assert len(plugin_menu(user)) == regions


def test_without_such_plugins_it_takes_none(hessen, django_assert_num_queries):
    user = factories.staff(hessen)
    with django_assert_num_queries(0):
        assert plugin_menu(user) == []


def test_the_entry_is_in_the_menu_of_the_back_office(entry, hessen, client):
    entry(hessen)
    client.force_login(factories.staff(hessen))
    assert "/admin/p/hessen/acme/" in client.get(reverse("wagtailadmin_home")).content.decode()
