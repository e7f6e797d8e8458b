import pytest

from plugins.failures import failures
from plugins.models import PluginActivation
from plugins.registry import certificate_templates, credit_schemes, module_types
from plugins.runtime import active_plugins, all_hooks, hooks_for, offered_in
from tests import factories
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

ACTIONS = """
from plugins.api import EventAction, hookimpl

@hookimpl
def event_actions(event):
    {body}
"""
GOOD = "return [EventAction(key='{name}', label=event.title, url='/', permission='x')]"


@pytest.fixture
def acting(installed, region):
    def install(name, body):
        files = {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": ACTIONS.format(body=body.format(name=name))}
        installed.install(name, files)
        PluginActivation.objects.create(region=region, plugin=name)

    return install


def ask(region):
    return hooks_for(region).each("event_actions", region=region.ref, event=factories.event(region).ref)


def keys(answers):
    return [(answer.plugin, [item.key for item in answer.value]) for answer in answers if answer.plugin in {"acme", "beta"}]


def test_a_failing_plugin_hinders_no_other_and_is_named(acting, region):
    acting("acme", "raise RuntimeError('boom')")
    acting("beta", GOOD)
    answers = ask(region)
    assert keys(answers) == [("acme", []), ("beta", ["beta"])]
    (failure,) = failures()
    cause = "RuntimeError in acme/hooks.py, line 6, in event_actions"
    assert (failure.plugin, failure.phase.title, failure.cause) == ("acme", "run time", cause)


@pytest.mark.parametrize(
    "body",
    [
        "return 5",
        "return ['x']",
        "return [None]",
        "raise SystemExit",
        "return [EventAction(key=None, label='A', url='/', permission='x')]",
        "return [EventAction(key='overview', label='A', url='/', permission='x')]",
        "return [EventAction(key='acmeandco', label='A', url='/', permission='x')]",
        r"return [EventAction(key='acme', label='\ud800', url='/', permission='x')]",
        r"return [EventAction(key='acme', label='A', url='/\ud800', permission='x')]",
    ],
)
def test_a_wrong_answer_is_an_error_of_its_plugin(acting, region, body):
    acting("acme", body)
    (answer,) = [answer for answer in ask(region) if answer.plugin == "acme"]
    assert answer.value == ()
    assert answer.error is not None


def test_a_plugin_that_has_nothing_to_say_may_say_none(acting, region):
    acting("acme", "return None")
    (answer,) = [answer for answer in ask(region) if answer.plugin == "acme"]
    assert (answer.value, answer.error) == ((), None)


def test_only_plugins_active_in_the_region_are_asked(acting, region):
    acting("acme", GOOD)
    other = factories.region("Sachsen")
    assert keys(ask(other)) == []
    PluginActivation.objects.update(enabled=False)
    assert keys(ask(region)) == []
    assert "acme" in {answer.plugin for answer in all_hooks().each("event_actions", region=None, event=region)}


def test_the_hooks_of_a_region_take_one_query(region, django_assert_num_queries):
    with django_assert_num_queries(1):
        hooks_for(region)


def test_a_region_is_offered_what_its_active_plugins_provide(quiz, region):
    assert "acme_quiz" not in offered_in(region, module_types())
    assert "de_mfbo2024" not in offered_in(region, credit_schemes())
    for name in ("acme", "de", "gone"):
        PluginActivation.objects.create(region=region, plugin=name)
    assert {"acme_quiz", "lecture"} <= set(offered_in(region, module_types()))
    assert {"de_mfbo2024", "hours"} <= set(offered_in(region, credit_schemes()))
    assert all(item.plugin in active_plugins(region) for item in offered_in(region, certificate_templates()).values())
