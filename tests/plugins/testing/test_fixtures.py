"""The fixtures of the kit for authors."""

from decimal import Decimal
from types import ModuleType

import pytest

from plugins.api import CreditFacts, CreditScheme, Profession, hookimpl
from plugins.credit_rules import determined, line
from plugins.loader import plugin_named
from plugins.registry import credit_schemes, professions
from plugins.runtime import active_plugins
from plugins.testing.packages import info
from plugins.testing.reloading import absent, snapshot

DOULA = Profession(key="acme_doula", label="Doula", sector="early_help")


def points(facts: CreditFacts):
    minutes = sum(session.attended for session in facts.sessions)
    return determined("points", [line("basis", minutes // 45, "Units of 45 minutes.")])


POINTS = CreditScheme(key="acme_points", label="Points", authority="Acme", source="Rules", unit="points", compute=points)


@pytest.fixture
def as_before():
    before = snapshot()
    yield
    assert snapshot() == before


def test_hooks_are_registered_for_one_test(as_before, register_plugin):
    register_plugin("acme", professions=lambda: [DOULA])
    assert (professions()["acme_doula"].plugin, plugin_named("acme").is_healthy) == ("acme", True)


def test_a_module_of_hooks_is_registered_with_more_of_its_info(as_before, register_plugin):
    hooks = ModuleType("acme_hooks_of_this_test")
    hooks.professions = hookimpl(lambda: [DOULA])
    register_plugin("acme", hooks=hooks, info={"depends": ("de",), "label": "Acme chamber"})
    assert plugin_named("acme").info.depends == ("de",)
    assert set(professions()) > {"acme_doula"}


@pytest.mark.parametrize(
    ("functions", "cause"),
    [
        ({"no_such_hook": lambda: [DOULA]}, "There is no hook no_such_hook"),
        ({"professions": lambda: [Profession(key="other", label="O", sector="health")]}, "does not belong to acme"),
        ({"professions": lambda course: []}, "course"),
    ],
)
def test_what_the_site_would_refuse_fails_at_once(as_before, register_plugin, functions, cause):
    with pytest.raises(AssertionError, match=cause):
        register_plugin("acme", **functions)


def test_a_package_is_found_taken_away_and_brought_back(as_before, installed_dist):
    folder = installed_dist.install("acme", {"__init__.py": info("acme")})
    assert plugin_named("acme").distribution == "samkurs-acme"
    installed_dist.uninstall(folder)
    assert plugin_named("acme") is None
    installed_dist.reinstall(folder)
    assert plugin_named("acme").is_healthy


def test_a_plugin_can_be_absent_for_a_while(installed_dist, monkeypatch):
    monkeypatch.setenv("PLUGINS_DISABLE", "other")
    installed_dist.install("acme", {"__init__.py": info("acme")})
    with absent("acme"):
        assert plugin_named("acme").is_disabled
    assert plugin_named("acme").is_healthy


def test_a_region_has_the_plugins_asked_for_and_what_they_depend_on(installed_dist, region, active_region):
    installed_dist.install("base", {"__init__.py": info("base")})
    installed_dist.install("acme", {"__init__.py": info("acme", depends=("base",))})
    made = active_region("acme", name="Beispielland")
    assert active_plugins(made) - active_plugins(region) == {"acme", "base"}
    assert made.name == "Beispielland"


def test_a_scheme_is_asked_as_the_site_asks_it(register_plugin, compute):
    register_plugin("acme", credit_schemes=lambda: [POINTS])
    assert compute("acme_points", minutes=90).amount == Decimal(2)
    assert compute("acme_points", minutes=(90, 45)).amount == Decimal(3)
    assert compute("acme_points", minutes=0).amount == Decimal(0)
    assert compute("de_mfbo2024", minutes=90, category="A").amount == Decimal(2)
    with pytest.raises(AssertionError, match=r"no scheme acme\. There are: acme_points, at_dfp, "):
        compute("acme")
    assert set(credit_schemes()) > {"acme_points"}


def test_a_design_is_rendered_to_files(render_certificate):
    files = render_certificate("standard")
    assert set(files) >= {"usual", "hours-only", "many", "partial"}
    assert files["usual"].startswith(b"%PDF-")
