"""Plugins' rules on who may register: all are heard, and none that fails consents."""

from threading import Barrier

import pytest
from django.db import connection

from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.concurrency import together
from tests.plugins.packages import info
from training.domain import registration as booking
from training.domain.by_hand import register_by_hand
from training.domain.rules import check_rules
from training.models import Registration

pytestmark = pytest.mark.django_db

RULES = """
from plugins.api import RegistrationQuestion, RegistrationRule, hookimpl

seen = []

{checks}

@hookimpl
def registration_rules():
    return [RegistrationRule(key="{name}_" + key, label="Rule " + key, check=check) for key, check in CHECKS.items()]

@hookimpl
def registration_questions():
    return [RegistrationQuestion(key="{name}_meal", label="Meal")]
"""
REFUSES = "def no(facts, settings): return 'For midwives only.'\nCHECKS = {'only': no}"
CONSENTS = "def yes(facts, settings):\n    seen.append((facts, dict(settings)))\n    return ''\nCHECKS = {'yes': yes}"


@pytest.fixture
def event(region):
    return factories.event(region)


@pytest.fixture
def rules(installed, region):
    """Installs a plugin with the checks given as code, active in the region, and gives its module of hooks."""

    def install(checks, name="acme", **fields):
        files = {
            "__init__.py": info(name, hooks=f"{name}.hooks", **fields),
            "hooks.py": RULES.format(checks=checks, name=name),
        }
        installed.install(name, files)
        PluginActivation.objects.create(region=region, plugin=name, config={"least": 3})
        return __import__(f"{name}.hooks").hooks

    return install


def register(event, *, now, person=None, **fields):
    who = person or factories.person()
    answers = booking.Answers(name=who.name, email=who.email, **fields)
    return booking.register(event, person=who, answers=answers, sessions=[], now=now)


def request(event, *, now, **fields):
    answers = booking.Answers(name="Kim", email="kim@example.org", **fields)
    return booking.request_registration(event, answers=answers, sessions=[], now=now)


@pytest.mark.parametrize("enter", [register, request])
def test_a_rule_refuses_with_its_own_sentence_and_nothing_is_written(rules, event, now, enter):
    rules(REFUSES)
    with pytest.raises(booking.RefusedByRules, match=r"^For midwives only\.$"):
        enter(event, now=now)
    assert (Registration.objects.count(), event.seat_classes.get().taken, failures()) == (0, 0, ())


def test_every_rule_that_refuses_is_heard_in_the_order_of_keys(rules, event, now):
    rules(REFUSES.replace("For midwives", "For people from here"), name="zeta")
    rules("CHECKS = {'b': lambda f, s: 'B.', 'a': lambda f, s: 'A.', 'c': lambda f, s: ''}")
    with pytest.raises(booking.RefusedByRules) as refused:
        register(event, now=now)
    assert refused.value.sentences == ("A.", "B.", "For people from here only.")


def test_a_rule_knows_event_and_profession_its_settings_and_the_answers_to_its_own_plugins_questions(rules, event, now):
    other = rules(CONSENTS, name="beta")
    hooks = rules(CONSENTS, default_settings={"least": 1, "most": 9})
    questions = {"acme_meal": "vegan", "beta_meal": "fish", "gone_meal": "none"}
    register(event, now=now, profession="nurse", organisation="Praxis", district="Kassel", questions=questions)
    ((facts, settings),) = hooks.seen
    assert (facts.event, facts.profession, facts.organisation, facts.district) == (event.ref, "nurse", "Praxis", "Kassel")
    assert (dict(facts.answers), settings) == ({"acme_meal": "vegan"}, {"least": 3, "most": 9})
    assert dict(other.seen[0][0].answers) == {"beta_meal": "fish"}
    with pytest.raises(TypeError):
        facts.answers["acme_meal"] = "meat"


def test_what_somebody_leaves_open_is_taken_from_the_profile(rules, event, now):
    hooks = rules(CONSENTS)
    register(event, now=now, person=factories.person(profession="physician"))
    assert hooks.seen[0][0].profession == "physician"


LOOKS = """
from django.db import connection

def look(facts, settings):
    seen.append(connection.in_atomic_block)
    return ""

CHECKS = {"look": look}
"""

FAILING = {
    "raises": (
        "def check(facts, settings): raise ValueError(facts.organisation)",
        "ValueError in acme/hooks.py, line 6, in check",
    ),
    "exits": ("def check(facts, settings): raise SystemExit", "SystemExit in acme/hooks.py, line 6, in check"),
    "none": (
        "def check(facts, settings): return None",
        "The rule acme_only answered NoneType instead of a sentence or an empty text.",
    ),
    "false": (
        "def check(facts, settings): return False",
        "The rule acme_only answered bool instead of a sentence or an empty text.",
    ),
    "blank": (
        "def check(facts, settings): return ' '",
        "The rule acme_only answered str instead of a sentence or an empty text.",
    ),
}


@pytest.mark.parametrize("enter", [register, request])
@pytest.mark.parametrize(("check", "cause"), FAILING.values(), ids=FAILING)
def test_a_rule_that_fails_refuses_names_itself_and_the_office_and_repeats_nothing_typed(
    rules, event, now, enter, check, cause
):
    rules(f"{check}\nCHECKS = {{'only': check}}")
    with pytest.raises(booking.RefusedByRules) as refused:
        enter(event, now=now, organisation="Praxis Geheim")
    assert str(refused.value) == (
        "“Rule only” could not be checked just now. Please try again later, or write to the office: info@hessen.example"
    )
    (failure,) = failures()
    assert (failure.plugin, failure.phase.title) == ("acme", "run time")
    assert failure.cause == cause
    assert Registration.objects.count() == 0


def test_a_rule_whose_settings_cannot_be_migrated_refuses(rules, event, now):
    migrate = "\ndef migrate(version, values): return 1 / 0"
    rules(CONSENTS + migrate, settings_version=2, settings_migrate="acme.hooks.migrate")
    with pytest.raises(booking.RefusedByRules, match="“Rule yes” could not be checked just now"):
        register(event, now=now)
    assert [failure.cause for failure in failures()] == ["ZeroDivisionError in acme/hooks.py, line 10, in migrate"]


def test_a_sentence_may_be_a_translation_that_waits_to_be_shown(rules, event, now):
    rules("from django.utils.translation import gettext_lazy as _\nCHECKS = {'only': lambda f, s: _('Yes')}")
    with pytest.raises(booking.RefusedByRules, match=r"^Yes$"):
        register(event, now=now)


def test_a_failing_rule_hinders_no_other(rules, event, now):
    rules("CHECKS = {'bad': lambda f, s: 1 / 0}")
    rules(REFUSES, name="beta")
    with pytest.raises(booking.RefusedByRules) as refused:
        register(event, now=now)
    assert [sentence.split(".")[0] for sentence in refused.value.sentences] == [
        "“Rule bad” could not be checked just now",
        "For midwives only",
    ]


def test_rules_hold_only_where_their_plugin_is_active(rules, event, now):
    rules(REFUSES)
    PluginActivation.objects.update(enabled=False)
    assert register(event, now=now).state == "confirmed"


def test_whom_the_office_registers_by_hand_no_rule_refuses(rules, event, now):
    rules(REFUSES)
    answers = booking.Answers(name="Kim", email="kim@example.org")
    made = register_by_hand(event, answers=answers, sessions=[], by=factories.staff(), now=now)
    assert made.state == "confirmed"


def test_the_code_from_the_mail_asks_no_rule_again(rules, event, now):
    made = request(event, now=now)
    rules(REFUSES)
    assert booking.confirm_request(made, person=factories.person(), now=now).state == "confirmed"


def test_whoever_is_registered_already_is_not_refused_afterwards(rules, event, now):
    person = factories.person()
    made = register(event, person=person, now=now)
    rules(REFUSES)
    assert register(event, person=person, now=now) == made


def test_without_rules_nothing_is_asked_of_the_database_and_with_them_once(rules, event, now, django_assert_num_queries):
    with django_assert_num_queries(0):
        check_rules(event, answers={})
    rules(CONSENTS)
    rules(CONSENTS, name="beta")
    with django_assert_num_queries(1):
        check_rules(event, answers={})


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("enter", [register, request])
def test_a_rule_is_asked_outside_of_every_transaction(rules, event, now, enter):
    hooks = rules(LOOKS)
    enter(event, now=now)
    assert (hooks.seen, connection.in_atomic_block) == ([False], False)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_slow_rule_keeps_nobody_else_from_a_seat(rules, event, now):
    """Both wait for each other within the rule: neither could, if the first held the database meanwhile."""
    hooks = rules("def wait(facts, settings):\n    barrier.wait(timeout=10)\n    return ''\nCHECKS = {'wait': wait}")
    hooks.barrier = Barrier(2)
    people = [factories.person() for _ in range(2)]
    results = together([lambda person=person: register(event, person=person, now=now) for person in people])
    assert [result.state for result in results] == ["confirmed", "confirmed"]
