"""What a person sees of the credits of one event, and how the number comes after all."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from tests import factories
from tests.plugins.regions.eiv_server import PASSWORD, VNR, EivServer
from tests.training.domain.awarding import award
from tests.training.domain.reporting.conftest import EFNS, over_and_awarded
from training.domain.reporting.by_hand import mark_by_hand, withdraw
from training.domain.reporting.sending import start
from training.domain.reporting.worker import send_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def eiv():
    with EivServer() as server:
        yield server


@pytest.fixture
def grant(db, eiv, now):
    return over_and_awarded(eiv, now, numbers=(None,))


@pytest.fixture
def registration(grant):
    return grant.event.registrations.get()


@pytest.fixture
def own(client, registration):
    user = User.objects.create_user("kim@praxis.example")
    registration.person.user = user
    registration.person.save()
    client.force_login(user)
    return client


def address(registration, name="registration_credits"):
    return reverse(f"training:{name}", args=[registration.event.code, registration.token])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_page_has_all_that_the_chamber_needs(own, registration, grant):
    page = text_of(own.get(address(registration)))
    needed = [registration.event.title, VNR, "Category A", "For taking part 4", registration.person.name, "Organiser"]
    assert [word in page for word in needed] == [True] * len(needed)
    assert address(registration) in own.get(registration.get_absolute_url()).content.decode()


def test_the_number_can_still_be_given_and_is_then_reported(own, registration, grant, eiv, now):
    there = address(registration, "registration_number")
    assert there in own.get(address(registration)).content.decode()
    wrong = own.post(there, {"number_de_efn": f"{EFNS[0]}1"})
    assert (wrong.status_code, "An EFN has 15 digits" in text_of(wrong)) == (422, True)
    own.post(there, {"number_de_efn": EFNS[0]})
    assert "We have your number" in text_of(own.get(address(registration)))
    report = start(grant, secret=PASSWORD, by=None, now=now)
    send_lines(report.pk, clock=timezone.now)
    assert len(eiv.records) == 1
    assert "We reported these credits" in text_of(own.get(address(registration)))
    assert own.get(there).status_code == 404


def test_after_a_correction_or_withdrawal_the_page_says_so_and_asks_for_nothing(own, registration, grant, eiv, now):
    own.post(address(registration, "registration_number"), {"number_de_efn": EFNS[0]})
    send_lines(start(grant, secret=PASSWORD, by=None, now=now).pk, clock=timezone.now)
    type(grant).objects.update(granted=5)
    award(grant.event, now=now)
    page = text_of(own.get(address(registration)))
    assert ("They have changed since then" in page, "You have given no number" in page) == (True, False)
    assert "For taking part 5 points – reported: 4 In all 5 points – reported: 4" in page
    line = registration.report_lines.get()
    mark_by_hand(grant, registrations=[registration.pk], on=timezone.localdate(), by=None, now=timezone.now())
    page = text_of(own.get(address(registration)))
    assert ("We reported these credits" in page, "For taking part 5 points In all 5 points" in page) == (True, True)
    withdraw(line.__class__.objects.get(pk=line.pk), reason="Confused", by=None, now=timezone.now())
    page = text_of(own.get(address(registration)))
    assert ("We withdrew our report of these credits" in page, "You have given no number" in page) == (True, False)


def test_who_has_no_such_number_has_nothing_to_hand_in(own, registration):
    registration.answers = {"profession": "midwife"}
    registration.save()
    assert own.get(address(registration)).status_code == 404
    assert own.get(address(registration, "registration_number")).status_code == 404
    assert address(registration) not in own.get(registration.get_absolute_url()).content.decode()


def test_others_are_led_to_sign_in_and_before_credits_there_is_no_page(client, own, registration, grant):
    client.logout()
    assert client.get(address(registration)).url == registration.get_absolute_url()
    assert client.get(address(registration, "registration_number")).url == registration.get_absolute_url()


def test_without_credits_there_is_no_page(client, region, now):
    event = factories.event(region, starts_in=timedelta(days=-1))
    registration = factories.registration(event)
    user = User.objects.create_user("kim@praxis.example")
    registration.person.user = user
    registration.person.save()
    client.force_login(user)
    assert client.get(address(registration)).status_code == 404
    assert address(registration) not in client.get(registration.get_absolute_url()).content.decode()
