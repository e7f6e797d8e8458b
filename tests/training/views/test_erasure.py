from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories
from training.models import ErasureReceipt, Person

pytestmark = pytest.mark.django_db
ERASE = "/my/delete/"


@pytest.fixture
def person(django_user_model, region):
    return factories.person("Kim Beispiel", user=django_user_model.objects.create_user("kim@praxis.example"))


@pytest.fixture
def member(client, person):
    client.force_login(person.user)
    return client


def test_the_own_area_leads_to_it(member):
    assert f'href="{ERASE}"' in member.get(reverse("training:my")).content.decode()


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.get(ERASE)["Location"] == f"/accounts/login/?next={ERASE}"


def test_looking_shows_what_goes_and_what_stays_and_deletes_nothing(member, person, region):
    factories.attended(factories.registration(factories.event(region, starts_in=timedelta(days=-30)), person))
    html = member.get(ERASE).content.decode()
    assert ("Name and profile" in html, "Chambers and funders may ask for proof" in html) == (True, True)
    assert Person.objects.get().user == person.user


def test_without_the_yes_nothing_is_deleted(member):
    response = member.post(ERASE, {})
    assert (response.status_code, Person.objects.count()) == (422, 1)
    assert "Please tick this if you want your data to be deleted." in response.content.decode()


def test_with_it_the_person_is_signed_out_and_reads_the_receipt(member):
    response = member.post(ERASE, {"sure": "on"}, follow=True)
    receipt = ErasureReceipt.objects.get()
    assert response.redirect_chain == [(f"/my/deleted/{receipt.token}/", 302)]
    assert ("Your data are deleted" in response.content.decode(), Person.objects.count()) == (True, 0)
    assert member.get(reverse("training:my")).status_code == 302


def test_an_event_to_come_is_named_instead_of_the_button(member, person, region):
    factories.registration(factories.event(region, title="Fachtag"), person)
    html = member.get(ERASE).content.decode()
    assert ("You are registered for an event to come: Fachtag." in html, "Delete my data for good" in html) == (True, False)
    response = member.post(ERASE, {"sure": "on"})
    assert (response.status_code, Person.objects.count()) == (422, 1)


def test_a_receipt_that_is_not_there_is_not_found(client):
    assert client.get("/my/deleted/unknown/").status_code == 404
