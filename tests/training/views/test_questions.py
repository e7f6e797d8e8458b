"""Plugins' questions in the forms: as fields anybody can fill in, never lost, and seen again by those they concern."""

from html import unescape

import pytest
from django.urls import reverse

from plugins.models import PluginActivation
from tests import factories
from tests.plugins import asking
from training.domain.questions import answers_of
from training.models import Registration

pytestmark = pytest.mark.django_db

WHO = {"name": "Kim Beispiel", "email": "kim@praxis.example"}
ANSWERED = {"question_acme_meal": "fish", "question_acme_hearing": "no", "question_acme_case": "Long ago"}
STORED = {"acme_meal": "fish", "acme_hearing": False, "acme_case": "Long ago"}


@pytest.fixture
def event(region):
    return factories.event(region)


@pytest.fixture
def acme(installed, region):
    return asking.install(installed, region)


@pytest.fixture
def member(django_user_model):
    return factories.person(user=django_user_model.objects.create_user("kim@praxis.example"), email="kim@praxis.example")


def address(event):
    return reverse("training:register", args=[event.code])


def answers_address(registration):
    return reverse("training:registration_answers", args=[registration.event.code, registration.token])


def values(response):
    return {field.name: field.value() for field in response.context["form"].question_fields()}


def test_the_form_asks_each_kind_in_its_own_way(client, event, acme):
    html = client.get(address(event)).content.decode()
    fields = {field.name: field for field in client.get(address(event)).context["form"].question_fields()}
    assert list(fields) == ["question_acme_case", "question_acme_hearing", "question_acme_meal"]
    assert [type(field.field.widget).__name__ for field in fields.values()] == ["Textarea", "RadioSelect", "Select"]
    assert [field.field.required for field in fields.values()] == [False, False, True]
    meals = [("", "Please choose"), ("vegan", "Vegan"), ("fish", "With fish")]
    assert list(fields["question_acme_meal"].field.choices) == meals
    assert list(fields["question_acme_hearing"].field.choices) == [("yes", "Yes"), ("no", "No"), ("", "No answer")]
    assert 'id="id_question_acme_meal_helptext">Lunch is served at noon.</p>' in html
    assert 'maxlength="1000"' in html


def test_without_questions_the_form_is_as_it_was(client, event):
    assert list(client.get(address(event)).context["form"].question_fields()) == []


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_answers_are_stored_by_key_without_those_left_open(client, event, acme, member, is_signed_in):
    if is_signed_in:
        client.force_login(member.user)
    client.post(address(event), WHO | ANSWERED | {"question_acme_case": " "})
    assert answers_of(Registration.objects.get()) == {"acme_meal": "fish", "acme_hearing": False}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"question_acme_meal": ""}, "Please answer this question."),
        ({"question_acme_meal": "steak"}, "Please choose one of the answers offered here."),
    ],
)
def test_a_wrong_answer_is_said_at_its_question_and_nothing_typed_is_lost(client, event, acme, given, sentence):
    response = client.post(address(event), WHO | ANSWERED | given)
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert response.context["form"].errors == {"question_acme_meal": [sentence]}
    assert values(response) == ANSWERED | given


def test_an_answer_that_is_too_long_is_said(client, event, acme):
    response = client.post(address(event), WHO | ANSWERED | {"question_acme_case": "x" * 1001})
    assert "at most 1000 characters" in response.context["form"].errors["question_acme_case"][0]


def test_going_back_before_the_code_shows_the_answers(client, event, acme):
    client.post(address(event), WHO | ANSWERED)
    assert values(client.get(address(event))) == ANSWERED


def test_an_answer_no_longer_offered_can_be_kept(client, event, acme):
    client.post(address(event), WHO | ANSWERED)
    request = Registration.objects.get()
    request.answers["questions"]["acme_meal"] = "meat"
    request.save()
    response = client.post(address(event), WHO | values(client.get(address(event))) | {"question_acme_case": "Another"})
    assert response.status_code == 302
    request.refresh_from_db()
    assert answers_of(request) == STORED | {"acme_meal": "meat", "acme_case": "Another"}


def test_the_person_sees_the_answers_and_nobody_else_does(client, event, acme, member):
    registration = factories.registration(event, member, answers={"questions": STORED})
    assert "Long ago" not in client.get(registration.get_absolute_url()).content.decode()
    client.force_login(member.user)
    html = unescape(client.get(registration.get_absolute_url()).content.decode())
    assert "<dt>Do you need an induction loop?</dt><dd>No</dd>" in html
    assert "<dt>Your meal</dt><dd>With fish</dd>" in html
    assert answers_address(registration) in html


def test_the_person_changes_the_answers(client, event, acme, member):
    registration = factories.registration(event, member, answers={"questions": STORED})
    client.force_login(member.user)
    assert values(client.get(answers_address(registration))) == ANSWERED
    response = client.post(
        answers_address(registration), ANSWERED | {"question_acme_hearing": "", "question_acme_meal": "vegan"}
    )
    assert response["Location"] == registration.get_absolute_url()
    registration.refresh_from_db()
    assert answers_of(registration) == {"acme_meal": "vegan", "acme_case": "Long ago"}


def test_nobody_else_changes_the_answers(client, event, acme, member):
    registration = factories.registration(event, member, answers={"questions": STORED})
    assert client.post(answers_address(registration), ANSWERED)["Location"] == registration.get_absolute_url()
    client.force_login(factories.staff())
    client.post(answers_address(registration), ANSWERED | {"question_acme_meal": "vegan"})
    registration.refresh_from_db()
    assert answers_of(registration) == STORED


def test_where_nothing_is_asked_no_link_leads_to_the_answers(client, event, acme, member):
    registration = factories.registration(event, member)
    PluginActivation.objects.update(enabled=False)
    client.force_login(member.user)
    assert answers_address(registration) not in client.get(registration.get_absolute_url()).content.decode()
