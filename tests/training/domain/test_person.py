import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from tests import factories
from training.domain.account import account_for
from training.domain.person import person_for, renew_calendar_address, update_profile
from training.models import Person

pytestmark = pytest.mark.django_db
ADDRESS = "kim@praxis.example"


def test_an_account_is_made_for_an_address_just_proved_and_has_no_password():
    user = account_for("Kim@Praxis.example")
    address = EmailAddress.objects.get(user=user)
    assert (user.email, user.has_usable_password()) == (ADDRESS, False)
    assert (address.email, address.verified, address.primary) == (ADDRESS, True, True)


def test_the_same_address_leads_to_the_same_account_however_it_is_written():
    assert account_for(ADDRESS) == account_for("KIM@praxis.EXAMPLE")


def test_an_account_made_by_staff_without_proof_is_found_by_its_address():
    staff = get_user_model().objects.create_user("Kim@praxis.example", "secret")
    assert account_for(ADDRESS) == staff


def test_a_second_address_of_an_account_leads_to_it():
    user = account_for("main@praxis.example")
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True)
    assert account_for(ADDRESS) == user


def test_an_address_another_account_only_claims_gives_no_access_to_it():
    stranger = account_for("stranger@praxis.example")
    EmailAddress.objects.create(user=stranger, email=ADDRESS, verified=False)
    assert account_for(ADDRESS) != stranger


def test_a_new_account_gets_a_new_person_once():
    user = account_for(ADDRESS)
    assert person_for(user) == person_for(get_user_model().objects.get(pk=user.pk))
    assert Person.objects.get().email == ADDRESS


def test_a_person_registered_by_hand_is_claimed_with_its_registrations(region):
    by_hand = factories.person(email="Kim@Praxis.example")
    registration = factories.registration(factories.event(region), by_hand)
    claimed = person_for(account_for(ADDRESS))
    assert (claimed, list(claimed.registrations.all())) == (by_hand, [registration])


def test_of_several_persons_with_one_address_the_first_is_claimed():
    first = factories.person(email=ADDRESS)
    factories.person(email=ADDRESS)
    assert person_for(account_for(ADDRESS)) == first


def test_a_person_is_not_claimed_by_an_account_that_has_not_proved_the_address():
    by_hand = factories.person(email=ADDRESS)
    user = get_user_model().objects.create_user(ADDRESS)
    assert person_for(user) != by_hand


def test_a_person_who_has_an_account_is_not_claimed_by_another():
    owner = get_user_model().objects.create_user("owner@praxis.example")
    owned = factories.person(email=ADDRESS, user=owner)
    assert person_for(account_for(ADDRESS)) != owned


def test_a_profile_is_replaced():
    person = update_profile(
        factories.person(), name="Dr. Kim Beispiel", profession="nurse", organisation="Klinik", district="Gießen", language="da"
    )
    person.refresh_from_db()
    said = (person.name, person.profession, person.organisation, person.district, person.language)
    assert said == ("Dr. Kim Beispiel", "nurse", "Klinik", "Gießen", "da")


def test_a_new_calendar_address_replaces_the_former_one():
    person = factories.person()
    former = person.calendar_token
    renewed = renew_calendar_address(person)
    assert Person.objects.get(calendar_token=renewed) == person
    assert not Person.objects.filter(calendar_token=former).exists()
