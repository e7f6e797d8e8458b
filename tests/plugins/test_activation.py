import pytest
from django.contrib.auth import get_user_model

from plugins.activation import ActivationError, disable, enable
from plugins.failures import failures
from plugins.models import PluginActivation, Region, RegionLogEntry
from plugins.runtime import active_plugins
from tests.concurrency import together
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db


def test_a_plugin_is_switched_on_and_off_and_keeps_its_settings(region):
    enable("de", region=region)
    PluginActivation.objects.update(config={"colour": "blue"})
    disable("de", region=region)
    assert "de" not in active_plugins(region)
    enable("de", region=region)
    assert "de" in active_plugins(region)
    assert PluginActivation.objects.get().config == {"colour": "blue"}


@pytest.mark.parametrize(("name", "sentence"), [("core", "always on"), ("nowhere", "There is no plugin")])
def test_the_core_and_the_unknown_cannot_be_switched(region, name, sentence):
    for switch in (enable, disable):
        with pytest.raises(ActivationError, match=sentence):
            switch(name, region=region)
    assert not PluginActivation.objects.exists()


def test_a_broken_or_disabled_plugin_cannot_be_switched_on_but_off(region, installed, monkeypatch):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    with pytest.raises(ActivationError, match="boom"):
        enable("acme", region=region)
    disable("acme", region=region)
    monkeypatch.setenv("PLUGINS_DISABLE", "beta")
    installed.install("beta", {"__init__.py": info("beta")})
    with pytest.raises(ActivationError, match="PLUGINS_DISABLE"):
        enable("beta", region=region)


def test_a_plugin_needs_those_it_depends_on_and_keeps_them_on(region, installed):
    installed.install("acme", {"__init__.py": info("acme", depends=("de",))})
    with pytest.raises(ActivationError, match="depends on de"):
        enable("acme", region=region)
    enable("de", region=region)
    enable("acme", region=region)
    with pytest.raises(ActivationError, match=r"switched off in .* first: acme"):
        disable("de", region=region)
    assert {"de", "acme"} <= active_plugins(region)


def test_only_superusers_switch_a_restricted_plugin(region, installed):
    installed.install("acme", {"__init__.py": info("acme", restricted=True)})
    user = get_user_model().objects.create_user("staff@example.org")
    for switch in (enable, disable):
        with pytest.raises(ActivationError, match="Only an administrator"):
            switch("acme", region=region, by=user)
    user.is_superuser = True
    assert enable("acme", region=region, by=user).has_changed


def test_an_uninstalled_plugin_can_be_switched_off_and_not_on(region):
    PluginActivation.objects.create(region=region, plugin="gone")
    with pytest.raises(ActivationError, match="Install its package"):
        enable("gone", region=region)
    assert disable("gone", region=region).has_changed
    assert "gone" not in active_plugins(region)


TOLD = """
from plugins.api import hookimpl
from plugins.models import Region

@hookimpl
def region_activated(region, settings):
    {on}

@hookimpl
def region_deactivated(region, settings):
    {off}
"""
NOTE = "Region.objects.filter(slug=region.slug).update(contact_email=settings['sign'] + '@example.org')"


@pytest.fixture
def told(installed):
    """Installs ``acme``, which is told of being switched on and off and then runs these lines."""

    def install(on="pass", off="pass"):
        hooks = TOLD.format(on=on, off=off)
        files = {"__init__.py": info("acme", hooks="acme.hooks", default_settings={"sign": "lighthouse"}), "hooks.py": hooks}
        installed.install("acme", files)

    return install


def history():
    return [(entry.action, entry.data) for entry in RegionLogEntry.objects.order_by("pk")]


def noted(region):
    return Region.objects.get(pk=region.pk).contact_email


def test_a_plugin_is_told_with_its_settings_when_it_is_switched_on_and_off(region, told):
    told(on=NOTE)
    enable("acme", region=region)
    assert noted(region) == "lighthouse@example.org"


def test_a_plugin_that_fails_when_switched_on_stays_off_and_leaves_nothing(region, told):
    told(on=f"{NOTE}; raise RuntimeError('boom')")
    before = noted(region)
    with pytest.raises(ActivationError, match=r"“acme” stays off.*RuntimeError: boom"):
        enable("acme", region=region)
    assert (noted(region), "acme" in active_plugins(region), history()) == (before, False, [])
    assert not PluginActivation.objects.exists()


def test_a_plugin_that_fails_when_switched_off_is_off_and_named_and_what_it_wrote_is_undone(region, told):
    told(off=f"{NOTE}; raise RuntimeError('boom')")
    before = noted(region)
    enable("acme", region=region)
    switched = disable("acme", region=region)
    assert (switched.has_changed, switched.failure) == (True, "RuntimeError: boom")
    assert (noted(region), "acme" in active_plugins(region)) == (before, False)
    assert [failure.plugin for failure in failures()] == ["acme"]
    assert history()[-1] == (
        "plugins.disable",
        {"plugin": "acme", "version": "1.2", "failure": "RuntimeError", "by": "command line"},
    )


def test_even_a_database_error_of_a_plugin_does_not_keep_it_on(region, told):
    told(off="Region.objects.create(pk=region.name)")
    enable("acme", region=region)
    assert disable("acme", region=region).failure
    assert "acme" not in active_plugins(region)


def test_the_history_names_who_switched_what_in_which_region(region, quiz):
    user = get_user_model().objects.create_user("staff@example.org")
    enable("acme", region=region, by=user)
    disable("acme", region=region)
    entries = RegionLogEntry.objects.order_by("pk")
    assert [(entry.action, entry.user, entry.region) for entry in entries] == [
        ("plugins.enable", user, region),
        ("plugins.disable", None, region),
    ]
    assert [entry.data for entry in entries] == [
        {"plugin": "acme", "version": "1.2"},
        {"plugin": "acme", "version": "1.2", "by": "command line"},
    ]


def test_switching_to_what_already_is_calls_nobody_and_leaves_no_entry(region, told):
    told(on="raise RuntimeError('boom')", off="raise RuntimeError('boom')")
    assert not disable("acme", region=region).has_changed
    PluginActivation.objects.update(enabled=True)
    assert not enable("acme", region=region).has_changed
    assert (history(), failures()) == ([], ())


@pytest.mark.django_db(transaction=True)
def test_of_many_who_switch_at_once_one_switches(region):
    results = together([lambda: enable("de", region=region)] * 8)
    assert sum(result.has_changed for result in results) == 1
    assert [action for action, _data in history()] == ["plugins.enable"]


@pytest.mark.django_db(transaction=True)
def test_a_plugin_is_never_left_without_what_it_depends_on_by_two_acts_at_once(region, installed):
    installed.install("acme", {"__init__.py": info("acme", depends=("de",))})

    def attempt(act, name):
        try:
            return act(name, region=region)
        except ActivationError:
            return None

    for _attempt in range(5):
        enable("de", region=region)
        together([lambda: attempt(enable, "acme"), lambda: attempt(disable, "de")])
        active = active_plugins(region)
        assert "acme" not in active or "de" in active
        attempt(disable, "acme")
