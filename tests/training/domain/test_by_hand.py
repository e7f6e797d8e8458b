import pytest

from tests import factories
from training.domain.admission import Answers
from training.domain.by_hand import register_by_hand
from training.domain.registration import RegistrationError
from training.models import Message, Person, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, capacity=2)


@pytest.fixture
def organiser(event):
    return factories.staff()


def register(event, organiser, now, **answers):
    filled = {"name": "Kim Beispiel", "email": ""} | answers
    return register_by_hand(event, answers=Answers(**filled), sessions=[], by=organiser, now=now)


def test_somebody_without_account_or_address_is_registered(event, organiser, now):
    made = register(event, organiser, now, profession="midwife")
    assert (made.state, made.person.name, made.person.profession, made.person.user) == (
        "confirmed",
        "Kim Beispiel",
        "midwife",
        None,
    )
    assert made.registered_by == organiser
    assert not Message.objects.exists()


def test_a_known_address_is_that_persons(event, organiser, now):
    known = factories.person("Dr. Kim Beispiel", email="kim@example.org")
    made = register(event, organiser, now, email="KIM@example.org")
    assert (made.person, Person.objects.count()) == (known, 1)


def test_the_same_form_sent_twice_makes_one_registration(event, organiser, now):
    register(event, organiser, now)
    with pytest.raises(RegistrationError, match="“Kim Beispiel” is registered already"):
        register(event, organiser, now)
    register(event, organiser, now, organisation="Klinikum")
    assert (Person.objects.count(), Registration.objects.count()) == (2, 2)


def test_a_full_event_leads_to_the_waiting_list(event, organiser, now):
    factories.registration(event)
    factories.registration(event)
    assert register(event, organiser, now).state == "waiting"


def test_a_refusal_keeps_no_person(event, organiser, now):
    event.waiting_list = "none"
    event.save()
    factories.registration(event)
    factories.registration(event)
    with pytest.raises(RegistrationError):
        register(event, organiser, now)
    assert not Person.objects.filter(name="Kim Beispiel").exclude(registrations__event=event).exists()
