import pytest
from django.contrib.auth import get_user_model

from plugins.activation import ActivationError, disable, enable
from plugins.models import PluginActivation
from plugins.runtime import active_plugins
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
    with pytest.raises(ActivationError, match="acme depends on"):
        disable("de", region=region)
    assert {"de", "acme"} <= active_plugins(region)


def test_only_superusers_switch_a_restricted_plugin(region, installed):
    installed.install("acme", {"__init__.py": info("acme", restricted=True)})
    user = get_user_model()(email="staff@example.org")
    for switch in (enable, disable):
        with pytest.raises(ActivationError, match="Only an administrator"):
            switch("acme", region=region, by=user)
    user.is_superuser = True
    assert enable("acme", region=region, by=user).enabled


def test_an_uninstalled_plugin_can_be_switched_off_and_not_on(region):
    PluginActivation.objects.create(region=region, plugin="gone")
    with pytest.raises(ActivationError, match="Install its package"):
        enable("gone", region=region)
    assert not disable("gone", region=region).enabled
