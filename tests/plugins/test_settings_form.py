import pytest

from plugins.activation import ActivationError, SettingsRefused, configure, enable
from plugins.loader import plugin_named
from plugins.models import PluginActivation, RegionLogEntry
from plugins.runtime import hooks_for
from plugins.settings import Stored
from plugins.settings_form import SettingsBroken, stored_form
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

FORM = """
from django import forms

class Settings(forms.Form):
    colour = forms.ChoiceField(choices=[("red", "Red"), ("blue", "Blue")])
    seats = forms.IntegerField(min_value=1)
    since = forms.DateField(required=False)
    days = forms.MultipleChoiceField(choices=[("mo", "Monday"), ("tu", "Tuesday")], required=False)
    key = forms.CharField(required=False)
"""
PRESETS = {"colour": "red", "seats": 5}
SENT = {"colour": "red", "seats": "5", "since": "", "days": [], "key": ""}


@pytest.fixture
def acme(installed):
    """Installs ``acme`` with a settings form."""

    def install(form=FORM, **fields):
        fields = {"settings_form": "acme.forms.Settings", "default_settings": PRESETS} | fields
        migrate = "def migrate(version, values):\n    return {'colour': values['color']}\ndef fail(version, values): 1 / 0\n"
        files = {"__init__.py": info("acme", **fields), "forms.py": form, "older.py": migrate}
        installed.install("acme", files)
        return plugin_named("acme")

    return install


def kept():
    return PluginActivation.objects.get(plugin="acme")


def changes():
    return [entry.data["fields"] for entry in RegionLogEntry.objects.filter(action="plugins.configure").order_by("pk")]


def test_what_the_region_chose_is_kept_as_json_with_the_version_and_the_rest_stays_a_preset(region, acme):
    acme(settings_version=3, settings_migrate="acme.older.migrate")
    enable("acme", region=region)
    configure("acme", region=region, values=SENT | {"colour": "blue", "since": "2026-05-09", "days": ["mo"]})
    assert kept().config == {"colour": "blue", "since": "2026-05-09", "days": ["mo"]}
    assert kept().config_version == 3
    assert hooks_for(region).settings("acme")["seats"] == 5


def test_a_choice_can_be_taken_back_to_the_preset(region, acme):
    acme()
    configure("acme", region=region, values=SENT | {"colour": "blue"})
    configure("acme", region=region, values=SENT)
    assert kept().config == {"colour": "red"}


def test_settings_of_the_installation_are_neither_shown_nor_overruled_by_a_form_that_leaves_them(region, acme, settings):
    settings.PLUGIN_SETTINGS = {"acme": {"key": "secret", "seats": 9}}
    plugin = acme()
    assert "secret" not in stored_form(plugin, Stored({})).as_p()
    configure("acme", region=region, values=SENT | {"colour": "blue"})
    assert kept().config == {"colour": "blue"}
    enable("acme", region=region)
    assert dict(hooks_for(region).settings("acme")) == {"colour": "blue", "seats": 9, "key": "secret"}


def test_settings_can_be_made_before_the_plugin_is_switched_on_and_do_not_switch_it_on(region, acme):
    acme()
    configure("acme", region=region, values=SENT | {"seats": "7"})
    assert (kept().enabled, kept().config) == (False, {"seats": 7})


def test_the_history_names_the_fields_and_never_a_value(region, acme):
    acme()
    configure("acme", region=region, values=SENT | {"colour": "blue", "key": "hunter2"})
    configure("acme", region=region, values=SENT | {"colour": "blue", "key": "hunter2"})
    configure("acme", region=region, values=SENT | {"colour": "blue", "key": "hunter3"})
    assert changes() == [["colour", "key"], ["key"]]
    assert "hunter" not in str([entry.data for entry in RegionLogEntry.objects.all()])


def test_values_the_form_refuses_come_back_with_it_and_change_nothing(region, acme):
    acme()
    configure("acme", region=region, values=SENT | {"colour": "blue"})
    with pytest.raises(SettingsRefused) as refused:
        configure("acme", region=region, values=SENT | {"seats": "none", "key": "typed"})
    assert refused.value.form.errors == {"seats": ["Enter a whole number."]}
    assert refused.value.form["key"].value() == "typed"
    assert kept().config == {"colour": "blue"}


def test_what_is_stored_and_no_longer_valid_is_shown_with_its_error(acme):
    plugin = acme()
    stored = Stored({"colour": "green", "seats": 7, "days": ["mo"], "since": "2026-05-09"})
    form = stored_form(plugin, stored)
    assert list(form.errors) == ["colour"]
    assert (form["colour"].value(), form["seats"].value(), form["days"].value()) == ("green", 7, ["mo"])


def test_valid_settings_are_shown_without_a_complaint(acme):
    plugin = acme()
    assert not stored_form(plugin, Stored({"colour": "blue", "days": ["mo"], "since": "2026-05-09"})).errors
    assert not stored_form(plugin, Stored({})).errors


def test_what_the_form_does_not_know_is_kept(region, acme):
    acme()
    PluginActivation.objects.create(region=region, plugin="acme", config={"older": 1})
    configure("acme", region=region, values=SENT | {"colour": "blue"})
    assert kept().config == {"older": 1, "colour": "blue"}


def test_older_settings_are_migrated_before_they_are_shown_and_stored_in_the_new_shape(region, acme):
    plugin = acme(settings_version=2, settings_migrate="acme.older.migrate")
    PluginActivation.objects.create(region=region, plugin="acme", config={"color": "blue"})
    assert stored_form(plugin, Stored({"color": "blue"}))["colour"].value() == "blue"
    configure("acme", region=region, values=SENT | {"colour": "blue"})
    assert (kept().config, kept().config_version) == ({"colour": "blue"}, 2)


BROKEN = {
    "is not there": ({"settings_form": "acme.forms.Nothing"}, FORM, "Nothing"),
    "cannot be imported": ({}, "raise RuntimeError('boom')", "boom"),
    "is no form": ({}, "Settings = dict", "is not a Django form"),
    "cannot be made": ({}, FORM + "    def __init__(self, *a, **k): raise RuntimeError('boom')", "boom"),
    "fails on older settings": ({"settings_version": 2, "settings_migrate": "acme.older.fail"}, FORM, "ZeroDivisionError"),
}


@pytest.mark.parametrize(("fields", "form", "cause"), BROKEN.values(), ids=BROKEN)
def test_a_form_that_fails_is_a_sentence_and_loses_nothing(region, acme, fields, form, cause):
    plugin = acme(form, **fields)
    PluginActivation.objects.create(region=region, plugin="acme", config={"colour": "blue"})
    with pytest.raises(SettingsBroken, match=cause):
        stored_form(plugin, Stored({"colour": "blue"}))
    with pytest.raises(ActivationError, match="What is stored stays as it is"):
        configure("acme", region=region, values=SENT)
    assert kept().config == {"colour": "blue"}


@pytest.mark.parametrize(
    "body", ["    def clean(self): raise RuntimeError('boom')", "    def clean(self): return {'extra': object()}"]
)
def test_a_form_that_fails_while_it_checks_or_gives_what_is_not_json_is_a_sentence(region, acme, body):
    acme(FORM + body)
    with pytest.raises(ActivationError, match="its form fails"):
        configure("acme", region=region, values=SENT)
    assert not PluginActivation.objects.exists()


def test_a_plugin_without_a_form_has_no_settings(region):
    with pytest.raises(ActivationError, match="has no settings"):
        configure("us", region=region, values={})


def test_settings_of_a_restricted_plugin_are_for_superusers(region, acme, django_user_model):
    acme(restricted=True)
    user = django_user_model.objects.create_user("staff@example.org")
    with pytest.raises(ActivationError, match="Only an administrator"):
        configure("acme", region=region, values=SENT, by=user)
