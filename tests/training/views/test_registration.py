from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from tests import factories
from training.domain.registration import Answers, change_sessions, register
from training.domain.seating.shares import Share, set_seats
from training.enums import RegistrationState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def event(region):
    return factories.event(region, capacity=5, online_url="https://meet.example/room")


@pytest.fixture
def person(django_user_model):
    return factories.person("Kim Beispiel", user=django_user_model.objects.create_user("kim@praxis.example"))


@pytest.fixture
def registration(event, person):
    return factories.registration(event, person, answers={"remarks": "Bitte ebenerdig."})


@pytest.fixture
def stranger(django_user_model):
    return factories.person(user=django_user_model.objects.create_user("other@praxis.example")).user


def address(registration, name="registration"):
    return reverse(f"training:{name}", args=[registration.event.code, registration.token])


def page(client, registration):
    return client.get(address(registration)).content.decode()


def test_the_link_alone_shows_the_state_and_nothing_about_the_person(client, registration):
    html = page(client, registration)
    assert "You have a seat." in html
    for private in ("Kim Beispiel", registration.email, "Bitte ebenerdig.", "meet.example", "/cancel/"):
        assert private not in html


def test_another_person_with_the_link_sees_no_more(client, registration, stranger):
    client.force_login(stranger)
    assert ("You have a seat." in page(client, registration), "meet.example" in page(client, registration)) == (True, False)


def test_the_person_signed_in_sees_all_of_it(client, registration):
    client.force_login(registration.person.user)
    html = page(client, registration)
    for own in ("Kim Beispiel", registration.email, "Bitte ebenerdig.", "https://meet.example/room", "/cancel/"):
        assert own in html


def test_a_wrong_token_or_the_token_of_another_event_is_not_found(client, registration, region):
    other = factories.event(region)
    assert client.get(reverse("training:registration", args=[registration.event.code, "wrong"])).status_code == 404
    assert client.get(reverse("training:registration", args=[other.code, registration.token])).status_code == 404


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("confirmed", "You have a seat."),
        ("pending", "Your registration awaits approval."),
        ("waiting", "You are on the waiting list."),
        ("cancelled", "This registration is cancelled."),
        ("rejected", "You could not be admitted to this event."),
    ],
)
def test_every_state_is_said_in_words(client, event, state, sentence):
    registration = factories.registration(event, state=state, holds_seat=False, waiting_since=timezone.now())
    assert sentence in page(client, registration)


def test_the_place_on_the_waiting_list_is_said(client, event):
    for minutes in (30, 20):
        waiting_since = timezone.now() - timedelta(minutes=minutes)
        registration = factories.registration(event, state="waiting", holds_seat=False, waiting_since=waiting_since)
    assert "One person is ahead of you." in page(client, registration)


def test_the_link_for_participants_is_for_those_with_a_seat(client, event, person):
    registration = factories.registration(event, person, state="waiting", holds_seat=False, waiting_since=timezone.now())
    client.force_login(person.user)
    assert "meet.example" not in page(client, registration)


@pytest.mark.parametrize("name", ["registration_sessions", "registration_cancel", "registration_invitation"])
def test_changes_are_for_the_person_alone(client, registration, stranger, name):
    assert client.get(address(registration, name))["Location"] == address(registration)
    assert client.post(address(registration, name))["Location"] == address(registration)
    client.force_login(stranger)
    assert client.post(address(registration, name))["Location"] == address(registration)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED


def test_cancelling_asks_first_and_then_gives_the_seat_back(client, registration):
    client.force_login(registration.person.user)
    assert "Cancel my registration?" in client.get(address(registration, "registration_cancel")).content.decode()
    html = client.post(address(registration, "registration_cancel"), follow=True).content.decode()
    registration.refresh_from_db()
    assert (registration.state, registration.event.seat_classes.get().taken) == (RegistrationState.CANCELLED, 0)
    assert "Your registration is cancelled." in html


def test_after_the_deadline_the_page_says_whom_to_ask(client, registration):
    type(registration.event).objects.update(cancellation_deadline=timezone.now() - timedelta(hours=1))
    client.force_login(registration.person.user)
    html = page(client, registration)
    assert ("Please write to info@hessen.example" in html, "/cancel/" in html) == (True, False)
    refused = client.post(address(registration, "registration_cancel"), follow=True).content.decode()
    registration.refresh_from_db()
    assert (registration.state, "You could cancel until" in refused) == (RegistrationState.CONFIRMED, True)


@pytest.fixture
def forums(event):
    run = factories.slot(event, "Erster Durchlauf")
    return [factories.session(run, title=f"Forum {number}", capacity=1, room=f"Raum {number}") for number in (1, 2)]


def test_other_sessions_can_be_chosen_and_the_old_seat_becomes_free(client, registration, forums, now):
    change_sessions(registration, sessions=[forums[0]], now=now)
    client.force_login(registration.person.user)
    form = client.get(address(registration, "registration_sessions")).context["form"]
    assert form[f"slot_{forums[0].slot_id}"].value() == forums[0].pk
    client.post(address(registration, "registration_sessions"), {f"slot_{forums[0].slot_id}": forums[1].pk})
    for forum in forums:
        forum.refresh_from_db()
    assert (registration.bookings.get().session, [forum.taken for forum in forums]) == (forums[1], [0, 1])


def test_one_s_own_session_can_be_kept_although_it_is_full(client, registration, forums, now):
    change_sessions(registration, sessions=[forums[0]], now=now)
    client.force_login(registration.person.user)
    response = client.post(address(registration, "registration_sessions"), {f"slot_{forums[0].slot_id}": forums[0].pk})
    assert (response.status_code, registration.bookings.get().session) == (302, forums[0])


def test_a_full_session_is_refused_at_its_slot_and_the_old_one_stays(client, registration, forums, now):
    change_sessions(registration, sessions=[forums[0]], now=now)
    type(forums[1]).objects.filter(pk=forums[1].pk).update(taken=1)
    client.force_login(registration.person.user)
    response = client.post(address(registration, "registration_sessions"), {f"slot_{forums[0].slot_id}": forums[1].pk})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [f"slot_{forums[0].slot_id}"])
    assert registration.bookings.get().session == forums[0]


def test_the_calendar_entry_is_published_not_an_invitation(client, registration):
    client.force_login(registration.person.user)
    response = client.get(address(registration, "registration_invitation"))
    assert (response["Content-Type"], b"METHOD:PUBLISH" in response.content) == ("text/calendar; charset=utf-8", True)
    assert response["Cache-Control"] == "private, no-store"


def test_without_a_seat_there_is_no_calendar_entry(client, event, person):
    registration = factories.registration(event, person, state="waiting", holds_seat=False, waiting_since=timezone.now())
    client.force_login(person.user)
    assert client.get(address(registration, "registration_invitation")).status_code == 404


def test_a_code_from_the_page_signs_in_and_shows_the_rest(client, registration, mailoutbox):
    import re

    registration.email = registration.person.email = "kim@praxis.example"
    registration.save()
    registration.person.save()
    client.post(address(registration, "registration_send_code"))
    code = re.search(r"^\d{6}$", mailoutbox[0].body, re.MULTILINE)[0]
    client.post(address(registration, "registration_code"), {"code": code})
    assert "https://meet.example/room" in page(client, registration)


def test_who_waits_reads_whose_seats_are_taken_and_how_many_compete(client, region, now):
    event = factories.event(region, capacity=2)
    shares = [Share(professions=("physician",), seats=1, name="Medicine", overflow=False)]
    set_seats(event, total=2, shares=shares, now=now)
    for minute, profession in enumerate(["physician", "nurse", "nurse", "physician", "physician"]):
        person = factories.person(profession=profession)
        answers = Answers(name=person.name, email=person.email)
        last = register(event, person=person, answers=answers, sessions=[], now=now + timedelta(minutes=minute))
    page = client.get(last.get_absolute_url()).content.decode()
    assert "All seats for Medicine are taken. One person is ahead of you." in page


def test_after_the_event_nobody_is_told_of_a_mail_to_come_asked_to_choose_or_reminded_of_cancelling(client, region, person):
    held = factories.event(region, starts_in=-timedelta(days=3))
    slot = factories.slot(held, "Run 1")
    factories.session(slot, title="Forum A")
    factories.session(slot, title="Forum B")
    registration = factories.registration(held, person)
    client.force_login(person.user)
    with translation.override("en"):
        text = client.get(address(registration), headers={"accept-language": "en"}).content.decode()
    assert "The event is over." in text
    for said in ("is on its way to you", "Please choose a session", "if you cannot come"):
        assert said not in text
