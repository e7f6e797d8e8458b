"""Plugins' questions: which are asked, and how their answers stay readable."""

from datetime import timedelta

import pytest

from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.plugins import asking
from training.domain import registration as booking
from training.domain.own_data.export import account_data
from training.domain.questions import answers_of, change_answers, keys_in, questions_for, said
from training.models import Event

pytestmark = pytest.mark.django_db

ANSWERS = {"acme_meal": "fish", "acme_hearing": False, "acme_case": "Long ago\nfar away"}


@pytest.fixture
def event(region):
    return factories.event(region)


@pytest.fixture
def acme(installed, region):
    return asking.install(installed, region)


def registered(event, questions, **fields):
    return factories.registration(event, answers={"name": "Kim", "questions": questions}, **fields)


def keys(event):
    return [question.key for question in questions_for(event)]


def test_questions_are_asked_plugin_by_plugin_and_by_key(acme, installed, event):
    asking.install(installed, event.region, name="ab")
    assert keys(event) == ["ab_case", "ab_hearing", "ab_meal", "acme_case", "acme_hearing", "acme_meal"]


def test_a_question_is_asked_of_the_events_it_applies_to(acme, region):
    assert "acme_ward" in keys(factories.event(region, title="On the ward"))


def test_a_question_that_cannot_tell_whether_it_applies_is_left_out_and_recorded(acme, event):
    assert "acme_broken" not in keys(event)
    assert [(failure.plugin, failure.cause) for failure in failures()] == [
        ("acme", "ZeroDivisionError in acme/hooks.py, line 12, in <lambda>")
    ]


def test_a_plugin_asks_only_where_it_is_active(acme, event):
    PluginActivation.objects.update(enabled=False)
    assert keys(event) == []


def test_asking_takes_one_query_and_none_where_nobody_asks(installed, event, django_assert_num_queries):
    with django_assert_num_queries(0):
        questions_for(event)
    asking.install(installed, event.region)
    with django_assert_num_queries(1):
        questions_for(event)
        questions_for(event)


def test_answers_are_told_in_words_and_in_the_order_of_the_questions(acme, event):
    assert said(registered(event, ANSWERS)) == [
        ("A case you bring", "Long ago\nfar away"),
        ("Do you need an induction loop?", "No"),
        ("Your meal", "With fish"),
    ]


def test_an_answer_stays_readable_when_its_choice_or_its_plugin_is_gone(acme, installed, event):
    registration = registered(event, ANSWERS | {"acme_meal": "meat"})
    assert said(registration)[2] == ("Your meal", "meat")
    PluginActivation.objects.update(enabled=False)
    assert said(registration)[2] == ("Your meal", "meat")
    installed.uninstall(acme)
    assert said(registration) == [
        ("acme_case", "Long ago\nfar away"),
        ("acme_hearing", "No"),
        ("acme_meal", "meat"),
    ]


def test_the_questions_of_an_event_are_those_asked_and_those_answered_before(acme, event, django_assert_num_queries):
    registered(event, {"gone_shoes": "42"})
    registered(event, {})
    factories.registration(event, answers={})
    registered(factories.event(event.region), {"gone_hat": "yes"})
    with django_assert_num_queries(2):
        assert keys_in(event) == ["acme_case", "acme_hearing", "acme_meal", "gone_shoes"]


def test_answers_are_kept_from_the_request_to_the_registration(acme, event, now):
    answers = booking.Answers(name="Kim", email="kim@example.org", questions=ANSWERS)
    made = booking.request_registration(event, answers=answers, sessions=[], now=now)
    confirmed = booking.confirm_request(made, person=factories.person(), now=now)
    confirmed.refresh_from_db()
    assert answers_of(confirmed) == ANSWERS


def test_the_answers_are_in_the_persons_own_export(acme, event, django_user_model):
    user = django_user_model.objects.create_user("kim@example.org")
    registered(event, ANSWERS, person=factories.person(user=user))
    (row,) = account_data(user)["registrations"]
    assert row["answers"]["questions"] == ANSWERS


def test_changed_answers_replace_those_asked_now_and_keep_the_rest(acme, event, now):
    registration = registered(event, ANSWERS | {"gone_shoes": "42"})
    changed = change_answers(registration, answers={"acme_meal": "vegan", "foreign_key": "x"}, now=now)
    changed.refresh_from_db()
    assert (answers_of(changed), changed.answers["name"]) == ({"gone_shoes": "42", "acme_meal": "vegan"}, "Kim")


RULE = """
from plugins.api import RegistrationRule

def midwives_bring_a_case(facts, settings):
    assert facts.profession == "midwife"
    return "" if "acme_case" in facts.answers else "Please bring a case."

@hookimpl
def registration_rules():
    return [RegistrationRule(key="acme_case", label="Case", check=midwives_bring_a_case)]
"""


def test_changed_answers_have_to_pass_the_rules(installed, event, now):
    asking.install(installed, event.region, hooks=asking.HOOKS + RULE)
    registration = registered(event, ANSWERS)
    with pytest.raises(booking.RefusedByRules, match=r"^Please bring a case\.$"):
        change_answers(registration, answers={"acme_meal": "vegan"}, now=now)
    registration.refresh_from_db()
    assert answers_of(registration) == ANSWERS


@pytest.mark.parametrize("what", ["begun", "cancelled", "left"])
def test_answers_are_changed_until_the_event_starts_and_while_one_takes_part(acme, event, now, what):
    registration = registered(event, ANSWERS, **({"state": "cancelled", "holds_seat": False} if what == "left" else {}))
    if what == "cancelled":
        Event.objects.filter(pk=event.pk).update(state="cancelled")
        event.refresh_from_db()
    moment = event.start if what == "begun" else now + timedelta(minutes=1)
    with pytest.raises(booking.RegistrationError, match=r"Please write to the office: info@hessen\.example"):
        change_answers(registration, answers={}, now=moment)
