import pytest

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from training.domain.acting import acting_on

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import RegistrationQuestion, RegistrationRule, ReportFormat, hookimpl

@hookimpl
def registration_rules():
    return [RegistrationRule(key="acme_rule", label="Only midwives", check=lambda facts, settings: "")]

@hookimpl
def registration_questions():
    return [RegistrationQuestion(key="acme_diet", label="Diet")]

@hookimpl
def report_formats():
    return [ReportFormat(key="acme_list", label="List", media_type="text/plain", extension="txt", write=lambda report: b"")]

@hookimpl
def calendar_properties(event):
    return []
"""


@pytest.fixture
def acme(installed, region):
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS})
    return PluginActivation.objects.create(region=region, plugin="acme")


def rows(event):
    return [(row.kind, row.name, row.plugin) for row in acting_on(event)]


def remedies(event):
    return {row.name: row.remedy for row in acting_on(event) if row.remedy}


CORE = [
    ("Registration", "Registrations are confirmed at once.", ""),
    ("Waiting list", "The next person moves up at once", ""),
    ("Credit scheme", "Teaching units of 45 minutes", "Samkurs"),
    ("Certificate design", "Standard", "Samkurs"),
    ("Report of attendance", "Table of attendance (CSV)", "Samkurs"),
]


def test_without_plugins_the_cores_own_acts(region):
    assert rows(factories.event(region))[:5] == CORE


def test_all_that_an_active_plugin_does_is_listed_with_its_version(acme, region):
    found = [row for row in rows(factories.event(region)) if row[2] == "acme 1.2"]
    assert found == [
        ("Registration rule", "Only midwives", "acme 1.2"),
        ("Question when registering", "Diet", "acme 1.2"),
        ("Report of attendance", "List", "acme 1.2"),
        ("Plugin", "Test: adds to calendar entries", "acme 1.2"),
    ]


def test_a_plugin_that_is_off_in_the_region_does_not_act(acme, region):
    acme.enabled = False
    acme.save()
    assert [row for row in rows(factories.event(region)) if "acme" in row[2]] == []


def test_a_scheme_is_named_with_its_body(region):
    event = factories.event(region)
    factories.grant(event, body="Kammer", scheme="hours")
    assert ("Credit scheme", "Kammer: Teaching units of 45 minutes", "Samkurs") in rows(event)


def test_what_is_chosen_but_gone_or_off_says_what_to_do(region):
    region.certificate_template = "lost_design"
    event = factories.event(region)
    factories.grant(event, body="A", scheme="lost_2020")
    factories.grant(event, body="B", scheme="de_mfbo2024")
    PluginActivation.objects.create(region=region, plugin="lost")
    found = remedies(event)
    gone = "The plugin that provides it is not installed or not working. Install it again, or choose another."
    assert (found["A: lost_2020"], found["lost_design"]) == (gone, gone)
    assert found["lost"].startswith("It is switched on here, but not installed or not working.")
    (off,) = [remedy for name, remedy in found.items() if name.startswith("B: ")]
    assert off.startswith("Its plugin is switched off in the region.")


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_three_queries_whatever_is_chosen(acme, region, number, django_assert_num_queries):
    event = factories.event(region)
    for body in "ABC"[:number]:
        factories.grant(event, body=body, scheme="hours")
    with django_assert_num_queries(3):
        acting_on(event)
