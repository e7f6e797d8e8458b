import io
import json

import pytest
from django.core.management import CommandError, call_command

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("plugins", *args, stdout=out, stderr=err)
    return out.getvalue()


def states():
    return {found["plugin"]: found["state"] for found in json.loads(run("orphans", "--json"))}


@pytest.fixture
def used(quiz, region):
    """A module of the plugin ``acme``, which is active in the region; the folder it is installed in."""
    PluginActivation.objects.create(region=region, plugin="acme")
    factories.course(region, ("One", "acme_quiz", 45))
    return quiz


def test_what_a_plugin_left_is_listed_with_what_to_do(used, installed, region):
    installed.uninstall(used)
    assert json.loads(run("orphans", "--json")) == [
        {
            "plugin": "acme",
            "state": "not installed",
            "remedy": "Install its package again to have it back; to give it up for good: manage.py plugins purge acme",
            "stored": [
                {"store": "modules", "items": 1, "keys": {"acme_quiz": 1}, "regions": [region.slug]},
                {"store": "activations", "items": 1, "keys": {"acme": 1}, "regions": [region.slug]},
            ],
        }
    ]
    assert run("orphans").splitlines() == [
        "plugin  state          stored                  keys       regions",
        "acme    not installed  1 module of 1 training  acme_quiz  hessen",
        "acme    not installed  1 activation            acme       hessen",
        "acme: Install its package again to have it back; to give it up for good: manage.py plugins purge acme",
    ]


def test_without_any_a_sentence_says_so(used):
    assert states() == {}
    assert run("orphans") == "Everything that is stored belongs to a plugin that is there.\n"


def test_a_plugin_that_is_broken_left_out_or_offers_less_is_told_apart_from_one_that_is_gone(used, installed, monkeypatch):
    installed.uninstall(used)
    folder = installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"}, package="acme_broken")
    assert states() == {"acme": "broken"}
    installed.uninstall(folder)
    installed.install("acme", {"__init__.py": info("acme")}, package="acme_less")
    assert states() == {"acme": "no longer offered"}
    monkeypatch.setenv("PLUGINS_DISABLE", "acme")
    installed.uninstall(installed.install("beta", {"__init__.py": info("beta")}))
    assert states() == {"acme": "left out"}


@pytest.fixture
def purge(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"

    def purge(name, *args):
        return run("purge", name, "--yes", *args)

    return purge


def test_a_plugin_without_tables_loses_its_activations_and_its_settings_are_saved(used, region, purge):
    PluginActivation.objects.update(config={"colour": "blue"})
    done = json.loads(purge("acme", "--json"))
    assert (done["activations"], done["rows"], [use["store"] for use in done["stays"]]) == (1, {}, ["modules"])
    with open(done["saved"], encoding="utf-8") as file:
        (saved,) = json.load(file)
    assert (saved["model"], saved["fields"]["config"]) == ("plugins.pluginactivation", {"colour": "blue"})
    assert not PluginActivation.objects.exists()


def test_a_plugin_that_is_gone_is_forgotten_and_what_it_left_in_pages_stays(used, installed, purge):
    installed.uninstall(used)
    assert "The activations of “acme” are removed." in purge("acme")
    assert states() == {"acme": "not installed"}
    assert not PluginActivation.objects.exists()


def test_what_was_purged_can_be_loaded_again(used, region, purge):
    PluginActivation.objects.update(config={"colour": "blue"})
    saved = json.loads(purge("acme", "--json"))["saved"]
    call_command("loaddata", saved, verbosity=0)
    assert PluginActivation.objects.get(plugin="acme", region=region).config == {"colour": "blue"}


@pytest.mark.parametrize(("name", "sentence"), [("core", "part of the site"), ("nowhere", "nothing is left")])
def test_the_core_and_the_unknown_cannot_be_purged(region, name, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("purge", name, "--yes")


def test_a_broken_plugin_and_one_that_others_need_cannot_be_purged(region, installed):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    installed.install("beta", {"__init__.py": info("beta", depends=("de",))})
    with pytest.raises(CommandError, match="does not work, so its data cannot be saved"):
        run("purge", "acme", "--yes")
    with pytest.raises(CommandError, match="What depends on “de” has to be purged and uninstalled first: beta"):
        run("purge", "de", "--yes")


def test_nothing_is_purged_before_somebody_says_yes(used, monkeypatch):
    with pytest.raises(CommandError, match="add --yes"):
        run("purge", "acme")
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    with pytest.raises(CommandError, match="Nothing is done"):
        run("purge", "acme")
    assert PluginActivation.objects.filter(enabled=True).exists()


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self):
        return True


def test_switching_off_what_is_in_use_says_so_and_asks(used, region, monkeypatch):
    off = ("disable", "acme", "--region", region.slug)
    with pytest.raises(CommandError, match="add --yes"):
        run(*off)
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    with pytest.raises(CommandError, match="Nothing is done"):
        run(*off)
    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    err = io.StringIO()
    call_command("plugins", *off, stdout=io.StringIO(), stderr=err)
    assert "In use in Hessen: 1 module of 1 training." in err.getvalue()
    assert not PluginActivation.objects.get(plugin="acme").enabled


def test_a_script_switches_off_what_is_in_use_with_yes_and_what_is_not_in_use_without(used, region):
    done = json.loads(run("disable", "acme", "--region", region.slug, "--yes", "--json"))
    assert done == {
        "plugin": "acme",
        "region": "hessen",
        "enabled": False,
        "changed": True,
        "failure": "",
        "in_use": [{"store": "modules", "items": 1, "keys": {"acme_quiz": 1}, "regions": ["hessen"]}],
    }
    assert run("disable", "acme", "--region", region.slug) == "acme was off in Hessen already.\n"
    assert run("enable", "de", "--region", region.slug) == "de is on in Hessen.\n"
    assert run("enable", "de", "--region", region.slug) == "de was on in Hessen already.\n"
    assert run("disable", "de", "--region", region.slug) == "de is off in Hessen.\n"
