"""A participant takes the learning check: when it may be taken, what is asked, and how it came out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plugins.models import PluginActivation
from tests import factories
from training.domain.learning_check.grading import right_options
from training.domain.learning_check.results import leave_out, questions_of
from training.models import LearningCheck, LearningCheckResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    PluginActivation.objects.create(region=region, plugin="de")
    return factories.event(region, starts_in=-timedelta(hours=1))


@pytest.fixture
def person(django_user_model):
    return factories.person(user=django_user_model.objects.create_user("kim@praxis.example"))


@pytest.fixture
def registration(event, person):
    return factories.registration(event, person)


@pytest.fixture
def check(event):
    made = factories.learning_check(event, questions=2, options=3)
    factories.question(made, "Which two?", "this", "that", "neither", right=(0, 1), position=9)
    return made


@pytest.fixture
def own(client, person):
    client.force_login(person.user)
    return client


def address(registration, name="check"):
    return reverse(f"training:{name}", args=[registration.event.code, registration.token])


def html(response):
    return " ".join(response.content.decode().split())


def sheet(check, *, wrong=0, attempt=1):
    """Answers as the form sends them; the first ``wrong`` questions with the option that is never right."""
    typed = {"attempt": attempt}
    for place, question in enumerate(questions_of(check)):
        last = question.options.all()[2].pk
        typed[f"question_{question.pk}"] = [last] if place < wrong else sorted(right_options(question))
    return typed


def hand_in(own, registration, check, **kwargs):
    return own.post(address(registration, "check_questions"), sheet(check, **kwargs), follow=True)


def test_the_registration_leads_to_the_check(own, registration, check):
    assert address(registration) in html(own.get(registration.get_absolute_url()))
    LearningCheck.objects.update(is_released=False)
    assert address(registration) not in html(own.get(registration.get_absolute_url()))


def test_an_event_without_a_released_check_has_no_page_of_one(own, registration, check):
    LearningCheck.objects.update(is_released=False)
    assert own.get(address(registration)).status_code == 404
    LearningCheck.objects.all().delete()
    assert own.get(address(registration)).status_code == 404


def test_the_check_is_for_its_participant_alone(client, registration, check, django_user_model):
    factories.person(user=django_user_model.objects.create_user("other@praxis.example"))
    for user in (None, django_user_model.objects.get(email="other@praxis.example")):
        if user:
            client.force_login(user)
        for name in ("check", "check_questions"):
            assert client.get(address(registration, name)).url == registration.get_absolute_url()
        client.post(address(registration, "check_questions"), sheet(check))
    assert not LearningCheckResult.objects.exists()


def test_all_right_is_three_of_three(own, registration, check):
    page = html(hand_in(own, registration, check))
    assert "You answered 3 of 3 questions rightly." in page
    assert LearningCheckResult.objects.get().correct == 3


def test_questions_say_whether_one_or_several_answers_are_right(own, registration, check):
    page = html(own.get(address(registration, "check_questions")))
    assert (page.count('type="radio"'), page.count('type="checkbox"')) == (6, 3)
    assert (page.count("Choose one answer."), page.count("Choose every answer that is right.")) == (2, 1)


def test_a_question_left_open_is_named_and_nothing_is_lost_or_handed_in(own, registration, check):
    first, second, third = questions_of(check)
    chosen = second.options.all()[1].pk
    response = own.post(address(registration, "check_questions"), {"attempt": 1, f"question_{second.pk}": chosen})
    page = html(response)
    assert response.status_code == 422
    assert page.count("This question is still open. Please answer it.") == 4  # above the form and at the question
    assert list(response.context["form"].errors) == [f"question_{first.pk}", f"question_{third.pk}"]
    assert response.context["form"][f"question_{second.pk}"].value() == str(chosen)
    assert page.count(" checked") == 1
    assert not LearningCheckResult.objects.exists()


def test_a_sheet_sent_twice_is_one_attempt(own, registration, check):
    hand_in(own, registration, check)
    assert "You have handed in this attempt already." in html(hand_in(own, registration, check))
    assert LearningCheckResult.objects.count() == 1


def test_attempts_left_are_said_and_come_to_an_end(own, registration, check):
    LearningCheck.objects.update(attempts=2)
    assert "You have 2 attempts left." in html(own.get(address(registration)))
    assert "You have 1 attempt left." in html(hand_in(own, registration, check, wrong=2))
    assert "This is your last attempt." in html(own.get(address(registration, "check_questions")))
    page = html(hand_in(own, registration, check, attempt=2))
    assert "You have used all 2 attempts." in page
    assert "Your best result counts." in page
    assert own.get(address(registration, "check_questions")).url == address(registration)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"closes": -timedelta(minutes=1)}, "was open until"), ({"opens": timedelta(hours=1)}, "opens on")],
)
def test_a_check_that_is_not_open_says_so_and_takes_nothing(own, registration, check, now, fields, sentence):
    LearningCheck.objects.update(**{name: now + span for name, span in fields.items()})
    assert sentence in html(own.get(address(registration)))
    assert sentence in html(hand_in(own, registration, check))
    assert not LearningCheckResult.objects.exists()


def test_before_the_event_the_check_says_when_it_opens(own, region, person):
    PluginActivation.objects.create(region=region, plugin="de")
    registration = factories.registration(factories.event(region, starts_in=timedelta(hours=2)), person)
    factories.learning_check(registration.event)
    assert "The learning check opens on" in html(own.get(address(registration)))


def test_what_it_means_is_said_for_each_body_that_granted_something(own, event, registration, check):
    factories.grant(event, body="Chamber", scheme="de_mfbo2024", granted_learning_check="1")
    factories.grant(event, body="Silent body")
    factories.grant(event, body="Asked body", granted=None, status="applied", granted_learning_check=None)
    page = html(own.get(address(registration)))
    assert "70 percent of the questions have to be answered rightly." in page
    assert "For a passed check, on top of those for taking part (points): 1." in page
    assert ("Silent body" in page, "Asked body" in page) == (False, False)
    assert "You have not passed yet." in html(hand_in(own, registration, check, wrong=1))
    assert "You have passed." in html(hand_in(own, registration, check, attempt=2))


def test_a_body_that_credits_nothing_without_the_check_is_named(own, event, registration, check):
    factories.grant(event, body="Chamber", scheme="de_mfbo2024", category="D")
    assert "Without a passed check this body credits nothing." in html(own.get(address(registration)))


def test_without_a_body_the_offices_own_mark_is_told(own, registration, check):
    LearningCheck.objects.update(pass_percent=60)
    assert "You have not passed yet." in html(hand_in(own, registration, check, wrong=2))
    assert "You have passed." in html(hand_in(own, registration, check, attempt=2, wrong=1))


@pytest.mark.parametrize(("shown", "seen"), [("at_once", True), ("never", False)])
def test_right_answers_are_shown_after_taking_it_where_the_editors_say_so(own, registration, check, shown, seen):
    LearningCheck.objects.update(answers_shown=shown)
    assert "The right answers" not in html(own.get(address(registration)))
    page = html(hand_in(own, registration, check, wrong=1))
    assert ("The right answers" in page, "You did not answer it rightly." in page) == (seen, seen)


def test_a_void_question_is_not_asked_and_said_to_be_left_out(own, registration, check):
    LearningCheck.objects.update(answers_shown="at_once")
    hand_in(own, registration, check)
    leave_out(questions_of(check)[0], reason="Two answers are right.")
    page = html(own.get(address(registration)))
    assert "2 of 2 questions answered rightly" in page
    assert "Two answers are right." in page
    assert len(own.get(address(registration, "check_questions")).context["form"].questions) == 2


def test_a_result_stays_to_be_seen_when_the_registration_is_cancelled(own, registration, check):
    hand_in(own, registration, check)
    type(registration).objects.update(state="cancelled", holds_seat=False)
    assert "for participants with a confirmed place" in html(own.get(address(registration)))
    assert address(registration) in html(own.get(registration.get_absolute_url()))


def test_the_page_takes_the_same_queries_for_few_and_many_questions(own, registration, check, django_assert_num_queries):
    factories.grant(registration.event, scheme="de_mfbo2024", granted_learning_check="1")
    factories.check_taken(registration, 2)
    own.get(address(registration))
    with CaptureQueriesContext(connection) as few:
        own.get(address(registration))
    for number in range(3):
        factories.question(check, f"More {number}?", "yes", "no")
        factories.check_taken(registration, 2)
    with django_assert_num_queries(len(few)):
        own.get(address(registration))
