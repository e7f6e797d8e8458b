import io
import json

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("plugins", *args, stdout=out, stderr=err)
    return out.getvalue()


def rows(*args):
    return {row["name"]: row for row in json.loads(run("list", "--json", *args))}


def test_the_list_says_what_each_plugin_is_and_provides_and_where_it_is_active(region, quiz):
    run("enable", "acme", "--region", region.slug)
    listed = rows()
    assert listed["acme"] == {
        "name": "acme",
        "label": "Test",
        "distribution": "samkurs-acme",
        "version": "1.2",
        "api": "1.0",
        "state": "ok",
        "failures": [],
        "hooks": ["module_types"],
        "provides": {"module_types": ["acme_quiz"]},
        "regions": [region.slug],
    }
    assert listed["core"]["regions"] == [region.slug]
    assert listed["core"]["provides"]["module_types"] == ["forum", "lecture", "self_study", "workshop"]
    assert "de_mfbo2024" in run("list")


def test_the_list_of_a_region_has_only_what_is_active_there(region):
    other = factories.region("Sachsen")
    run("enable", "de", "--region", other.slug)
    assert "de" not in rows("--region", region.slug)
    assert "de" in rows("--region", other.slug)
    run("disable", "de", "--region", other.slug)
    assert "de" not in rows("--region", other.slug)


def test_broken_partly_broken_and_missing_plugins_are_listed_with_their_failures(region, installed):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    hooks = "from plugins.api import hookimpl\n@hookimpl\ndef professions(): return ['x']"
    installed.install("beta", {"__init__.py": info("beta", hooks="beta.hooks"), "hooks.py": hooks})
    PluginActivation.objects.create(region=region, plugin="gone")
    listed = rows()
    assert [listed[name]["state"] for name in ("acme", "beta", "gone")] == ["broken", "partly broken", "not installed"]
    assert listed["acme"]["failures"][0]["phase"] == "entry point"
    assert listed["gone"]["regions"] == [region.slug]
    with pytest.raises(CommandError, match="Not every plugin works"):
        run("check")


def test_every_failure_is_a_system_check_error_with_plugin_version_phase_cause_and_remedy(installed):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    (error,) = [error for error in run_checks() if error.id.startswith("plugins.")]
    assert error.id == "plugins.E001"
    assert error.is_serious()
    for part in ("acme", "1.2", "entry point", "boom"):
        assert part in error.msg
    assert "PLUGINS_DISABLE" in error.hint


def test_healthy_plugins_pass_the_check(quiz):
    assert "All installed plugins work" in run("check")


@pytest.mark.parametrize("act", ["enable", "disable", "list"])
def test_an_unknown_region_gets_a_sentence_that_names_the_known(region, act):
    arguments = [] if act == "list" else ["de"]
    with pytest.raises(CommandError, match=f"There are: {region.slug}"):
        run(act, *arguments, "--region", "nowhere")


def test_what_cannot_be_switched_gets_a_sentence(region):
    with pytest.raises(CommandError, match="always on"):
        run("disable", "core", "--region", region.slug)
