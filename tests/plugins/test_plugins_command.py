import io
import json
from contextlib import suppress

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from plugins import registry, specs
from plugins.deprecation import Deprecation
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
        "milliseconds": listed["acme"]["milliseconds"],
    }
    assert listed["acme"]["milliseconds"] > 0
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
    assert listed["acme"]["failures"][0]["remedy"].endswith("PLUGINS_DISABLE=acme.")
    with pytest.raises(CommandError, match="2 errors and 1 warning"):
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


def checked(*args):
    """The errors and the warnings of the check, each as number, plugin and cause."""
    out = io.StringIO()
    with suppress(CommandError):  # the exit code is another test's
        call_command("plugins", "check", "--json", *args, stdout=out)
    found = json.loads(out.getvalue())
    return [[(one["code"], one["plugin"], one["cause"]) for one in found[level]] for level in ("errors", "warnings")]


def test_the_check_tells_what_where_and_what_to_do(region, installed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^1 error\. What helps stands with each\.$"):
        call_command("plugins", "check", stdout=out)
    assert out.getvalue() == (
        "E001  acme (samkurs-acme 1.2): entry point\n"
        "      RuntimeError: boom\n"
        "      Repair or uninstall the package, or start without it:\n"
        "      PLUGINS_DISABLE=acme.\n\n"
    )


def test_a_plugin_that_is_active_but_gone_is_a_warning_that_fails_only_when_asked(region):
    PluginActivation.objects.create(region=region, plugin="gone")
    errors, ((code, plugin, cause),) = checked()
    assert (errors, code, plugin) == ([], "W003", "gone")
    assert cause == f"It is active in {region.slug}, but its package is not installed."
    assert "All installed plugins work. 1 warning." in run("check")
    with pytest.raises(CommandError, match="1 warning"):
        run("check", "--strict")


def test_what_is_stored_of_a_plugin_that_is_gone_is_a_warning(region):
    factories.course(region, ("Quiz", "gone_quiz", 45))
    errors, warnings = checked()
    assert errors == []
    assert {(code, plugin) for code, plugin, _cause in warnings} == {("W002", "gone")}
    assert "gone_quiz" in warnings[0][2]


@pytest.mark.filterwarnings("ignore::plugins.deprecation.Deprecation")
def test_the_use_of_what_is_deprecated_is_a_warning(quiz, monkeypatch):
    warning = Deprecation(since="1.1", removed_in="2.0", instead="Use content_blocks.")
    monkeypatch.setitem(specs.module_types.samkurs_spec, "warn_on_impl", warning)
    registry.reload()
    _errors, warnings = checked()
    assert ("W001", "acme", "It uses the hook module_types, in acme.hooks, line 8.") in warnings


def test_the_check_of_a_region_tells_only_what_concerns_it(region, installed):
    other = factories.region("Sachsen")
    files = {"__init__.py": info("acme", settings_form="acme.none")}
    installed.install("acme", files)
    PluginActivation.objects.create(region=region, plugin="acme")
    PluginActivation.objects.create(region=region, plugin="gone")
    factories.course(region, ("Quiz", "lost_quiz", 45))
    errors, warnings = checked("--region", region.slug)
    assert [code for code, _plugin, _cause in errors + warnings] == ["E011", "W003", "W002"]
    assert checked("--region", other.slug) == [[], []]


def test_a_finding_of_a_plugins_own_check_stands_among_the_problems(installed, region):
    hooks = """
        from plugins.api import Finding, SystemCheck, hookimpl
        @hookimpl
        def system_checks():
            found = {"error": "No key.", "warning": "Old key."}
            run = lambda: [Finding(level=level, sentence=sentence) for level, sentence in found.items()]
            return [SystemCheck(key="acme_key", label="Key", run=run)]
    """
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})
    assert checked() == [[("acme_key", "acme", "No key.")], [("acme_key", "acme", "Old key.")]]
