import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from plugins.models import PluginActivation
from tests import factories
from tests.mail import send_mails_to
from tests.plugins.packages import info
from training.domain.registration import expire_requests
from training.enums import RegistrationState, WaitingListMode
from training.models import Person, Registration

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Kim Beispiel", "email": "kim@praxis.example", "organisation": "Praxis am Markt"}


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def event(region):
    return factories.event(region, capacity=2)


@pytest.fixture
def forums(event):
    run = factories.slot(event, "Erster Durchlauf")
    return [factories.session(run, title="Forum 1", capacity=1), factories.session(run, title="Forum 2", capacity=5)]


@pytest.fixture
def member(django_user_model):
    return factories.person(user=django_user_model.objects.create_user("kim@praxis.example"), email="kim@praxis.example")


def address(event):
    return reverse("training:register", args=[event.code])


def ask(client, event, **answers):
    return client.post(address(event), ANSWERS | answers)


def code_address(registration):
    return reverse("training:registration_code", args=[registration.event.code, registration.token])


def mailed_code():
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


def enter(client, registration, code=None):
    return client.post(code_address(registration), {"code": code or mailed_code()})


def test_a_visitor_registers_with_a_code_by_mail_and_is_signed_in(client, event):
    response = ask(client, event)
    request = Registration.objects.get()
    assert (response.status_code, response["Location"]) == (302, code_address(request))
    assert (request.state, request.holds_seat, mail.outbox[0].to) == ("requested", True, [ANSWERS["email"]])
    response = enter(client, request)
    request.refresh_from_db()
    assert (response["Location"], request.state) == (request.get_absolute_url(), RegistrationState.CONFIRMED)
    assert (request.person.name, request.person.organisation) == ("Kim Beispiel", "Praxis am Markt")
    assert client.session["_auth_user_id"] == str(request.person.user_id)


def test_no_account_and_no_person_is_made_before_the_code(client, event, django_user_model):
    ask(client, event)
    assert (Person.objects.count(), django_user_model.objects.count()) == (0, 0)


def test_known_and_unknown_addresses_look_the_same(client, event, member):
    event.seat_classes.update(capacity=9)
    factories.registration(event, member)
    known = client.get(ask(client, event)["Location"]).content.decode()
    client.cookies.pop("sessionid", None)
    unknown = client.get(ask(client, event, email="new@praxis.example")["Location"]).content.decode()
    assert plain(known, "kim@praxis.example") == plain(unknown, "new@praxis.example")
    assert [len(message.to) for message in mail.outbox] == [1, 1]


def plain(html, email):
    main = html.split("<main", 1)[1].split("</main")[0].replace(email, "ADDRESS")
    return re.sub(r'value="[\w-]{40,}"|registration/[\w-]+/|\d\d:\d\d', "", main)


def test_the_page_of_the_code_says_where_it_went_and_until_when_a_seat_is_held(client, event):
    html = client.get(ask(client, event)["Location"]).content.decode()
    assert "kim@praxis.example" in html
    assert "A seat is held for you until" in html
    assert 'autocomplete="one-time-code"' in html


def test_the_page_of_the_code_says_when_no_seat_is_held(client, event):
    event.seat_classes.update(taken=2)
    html = client.get(ask(client, event)["Location"]).content.decode()
    assert "none is held for you. With the code you get a place on the waiting list." in html


def test_a_wrong_code_costs_an_attempt_and_after_three_it_is_void(client, event):
    ask(client, event)
    request, code = Registration.objects.get(), mailed_code()
    wrong = "000000" if code != "000000" else "111111"
    assert [enter(client, request, wrong).status_code for _ in range(3)] == [422, 422, 302]
    assert enter(client, request, code)["Location"] == request.get_absolute_url()
    request.refresh_from_db()
    assert request.state == RegistrationState.REQUESTED


def test_a_code_works_only_in_the_browser_that_asked_for_it(client, event):
    ask(client, event)
    request, code = Registration.objects.get(), mailed_code()
    client.cookies.pop("sessionid", None)
    enter(client, request, code)
    request.refresh_from_db()
    assert request.state == RegistrationState.REQUESTED


def test_a_code_is_of_no_use_for_another_registration(client, event, region):
    ask(client, event)
    victim = Registration.objects.create(
        event=event, seat_class=event.seat_classes.get(), state="requested", email="victim@praxis.example"
    )
    enter(client, victim)
    victim.refresh_from_db()
    assert victim.state == RegistrationState.REQUESTED


def test_a_code_expires_after_ten_minutes_and_a_new_one_works(client, event, monkeypatch):
    ask(client, event)
    request, old = Registration.objects.get(), mailed_code()
    session = client.session
    session["registration_code"] |= {"at": session["registration_code"]["at"] - 601}
    session.save()
    assert enter(client, request, old)["Location"] == request.get_absolute_url()
    client.post(reverse("training:registration_send_code", args=[event.code, request.token]))
    enter(client, request)
    request.refresh_from_db()
    assert request.state == RegistrationState.CONFIRMED


def test_on_another_device_the_link_shows_the_state_and_sends_a_new_code(client, event):
    ask(client, event)
    request = Registration.objects.get()
    client.cookies.pop("sessionid", None)
    link = re.search(r"http\S+", mail.outbox[0].body)[0]
    html = client.get(link.removeprefix("http://localhost:8000")).content.decode()
    assert "A seat is held for you until" in html
    assert ("Kim Beispiel" in html, "kim@praxis.example" in html) == (False, False)
    client.post(reverse("training:registration_send_code", args=[event.code, request.token]))
    enter(client, request)
    request.refresh_from_db()
    assert (request.state, request.person.name) == (RegistrationState.CONFIRMED, "Kim Beispiel")


def test_a_late_code_still_gets_a_free_seat(client, event):
    ask(client, event)
    expire_requests(now=timezone.now() + timedelta(minutes=31))
    request = Registration.objects.get()
    assert (request.state, request.holds_seat) == (RegistrationState.EXPIRED, False)
    html = client.get(request.get_absolute_url()).content.decode()
    assert "No seat is held for you. With the code you get one if one is still free then." in html
    enter(client, request)
    request.refresh_from_db()
    assert request.state == RegistrationState.CONFIRMED


def test_a_late_code_of_a_full_event_leads_to_the_waiting_list(client, event):
    ask(client, event)
    expire_requests(now=timezone.now() + timedelta(minutes=31))
    event.seat_classes.update(taken=2)
    request = Registration.objects.get()
    enter(client, request)
    request.refresh_from_db()
    assert request.state == RegistrationState.WAITING


def test_a_get_changes_nothing(client, event):
    ask(client, event)
    request = Registration.objects.get()
    for name in ("registration", "registration_code", "registration_send_code", "registration_sessions", "registration_cancel"):
        client.get(reverse(f"training:{name}", args=[event.code, request.token]))
    request.refresh_from_db()
    assert (request.state, len(mail.outbox)) == (RegistrationState.REQUESTED, 1)


def test_a_double_click_makes_one_request_and_sends_one_code(client, event):
    ask(client, event)
    ask(client, event)
    assert (Registration.objects.count(), len(mail.outbox), event.seat_classes.get().taken) == (1, 1, 1)


def test_going_back_shows_the_answers_and_changes_them(client, event, forums):
    ask(client, event, **{f"slot_{forums[0].slot_id}": forums[0].pk})
    form = client.get(address(event)).context["form"]
    assert (form["name"].value(), form[f"slot_{forums[0].slot_id}"].value()) == ("Kim Beispiel", forums[0].pk)
    ask(client, event, name="Dr. Kim Beispiel", **{f"slot_{forums[0].slot_id}": forums[1].pk})
    request = Registration.objects.get()
    assert (request.answers["name"], request.bookings.get().session) == ("Dr. Kim Beispiel", forums[1])


def test_another_browser_does_not_see_the_answers(client, event):
    ask(client, event)
    client.cookies.pop("sessionid", None)
    assert client.get(address(event)).context["form"]["name"].value() is None


def test_changing_the_address_keeps_the_answers_and_the_one_seat(client, event):
    ask(client, event, email="typo@praxis.example")
    old = mailed_code()
    ask(client, event)
    request = Registration.objects.get()
    assert (request.email, event.seat_classes.get().taken) == ("kim@praxis.example", 1)
    assert mail.outbox[-1].to == ["kim@praxis.example"]
    assert old != mailed_code()
    enter(client, request)
    assert Person.objects.get().email == "kim@praxis.example"


def test_missing_answers_are_named_and_nothing_typed_is_lost(client, event, forums):
    response = client.post(address(event), {"name": "", "email": "kim@", "organisation": "Praxis am Markt"})
    html = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert "3 answers need your attention" in html
    assert ('value="kim@"' in html, 'value="Praxis am Markt"' in html) == (True, True)


def test_a_forum_that_filled_up_meanwhile_is_said_at_its_slot(client, event, forums):
    slot = f"slot_{forums[0].slot_id}"
    forums[0].taken = 1
    forums[0].save()
    response = ask(client, event, **{slot: forums[0].pk})
    assert response.context["form"].errors[slot] == [
        "The last seat of this session has just been taken. Please choose another one."
    ]
    assert Registration.objects.count() == 0


def test_a_full_forum_cannot_be_chosen_and_says_so(client, event, forums):
    forums[0].taken = 1
    forums[0].save()
    html = client.get(address(event)).content.decode()
    assert re.search(rf'<input[^>]*value="{forums[0].pk}"[^>]*disabled', html)
    assert "Full: please choose another session" in html


def test_where_every_forum_is_full_none_is_asked_for(client, event, forums):
    type(forums[0]).objects.filter(slot=forums[0].slot).update(taken=1, capacity=1)
    assert ask(client, event).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"registration_closes": timezone.now() - timedelta(hours=1)}, "Registration has closed."),
        ({"registration_opens": timezone.now() + timedelta(hours=1)}, "Registration opens on"),
        ({"state": "cancelled"}, "This event is cancelled."),
    ],
)
def test_outside_of_the_window_the_page_says_why_and_keeps_what_was_typed(client, event, change, sentence):
    type(event).objects.filter(pk=event.pk).update(**change)
    assert sentence in client.get(address(event)).content.decode()
    html = ask(client, event).content.decode()
    assert (sentence in html, 'value="Kim Beispiel"' in html) == (True, True)


def test_a_full_event_without_waiting_list_refuses_in_words(client, event):
    event.seat_classes.update(taken=2)
    type(event).objects.filter(pk=event.pk).update(waiting_list=WaitingListMode.NONE)
    assert "This event is full and has no waiting list." in ask(client, event).content.decode()


RULES = """
from plugins.api import RegistrationRule, hookimpl

def midwives(facts, settings):
    return "" if facts.profession == "midwife" else "This event is for midwives. Please look for another one."

@hookimpl
def registration_rules():
    rules = {"midwives": midwives, "broken": lambda facts, settings: None}
    return [RegistrationRule(key=f"acme_{key}", label=key, check=check) for key, check in rules.items()]
"""


@pytest.fixture
def rules(installed, region):
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": RULES})
    PluginActivation.objects.create(region=region, plugin="acme")


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_rules_refuse_is_said_rule_by_rule_and_nothing_typed_is_lost(client, event, forums, member, rules, is_signed_in):
    if is_signed_in:
        client.force_login(member.user)
    chosen = {f"slot_{forums[1].slot_id}": forums[1].pk}
    response = ask(client, event, profession="judge", remarks="Rollstuhl", **chosen)
    assert (response.status_code, Registration.objects.count(), mail.outbox) == (422, 0, [])
    form = response.context["form"]
    assert form.non_field_errors() == [
        "“broken” could not be checked just now. Please try again later, or write to the office: info@hessen.example",
        "This event is for midwives. Please look for another one.",
    ]
    kept = [form[name].value() for name in ("name", "organisation", "profession", "remarks", f"slot_{forums[1].slot_id}")]
    assert kept == ["Kim Beispiel", "Praxis am Markt", "judge", "Rollstuhl", str(forums[1].pk)]


def test_a_mail_that_cannot_be_sent_loses_nothing(client, event, settings, monkeypatch):
    send_mails_to(9, settings=settings, monkeypatch=monkeypatch)
    response = client.post(address(event), ANSWERS, follow=True)
    assert "We could not send the mail with your code just now." in response.content.decode()
    assert Registration.objects.get().holds_seat


def test_too_many_codes_for_one_address_are_refused_in_words(client, event):
    ask(client, event)
    request = Registration.objects.get()
    send = reverse("training:registration_send_code", args=[event.code, request.token])
    for _ in range(4):
        client.cookies.pop("sessionid", None)
        response = client.post(send, follow=True)
    assert "Too many codes have been asked for." in response.content.decode()
    assert len(mail.outbox) == 3


def test_someone_registered_by_hand_finds_the_same_registration(client, event):
    by_hand = factories.registration(event, factories.person(email="kim@praxis.example"))
    ask(client, event)
    request = Registration.objects.exclude(pk=by_hand.pk).get()
    assert enter(client, request)["Location"] == by_hand.get_absolute_url()
    by_hand.refresh_from_db()
    assert (by_hand.state, event.seat_classes.get().taken) == (RegistrationState.CONFIRMED, 1)


def test_whoever_is_signed_in_gets_the_form_filled_and_registers_with_one_step(client, event, member):
    client.force_login(member.user)
    form = client.get(address(event)).context["form"]
    assert (form["name"].value(), "email" in form.fields) == (member.name, False)
    response = client.post(address(event), {"name": "Dr. Kim Beispiel", "profession": ""})
    registration = Registration.objects.get()
    assert (registration.state, registration.person, registration.email) == ("confirmed", member, member.email)
    assert (response["Location"], registration.person.name) == (registration.get_absolute_url(), "Dr. Kim Beispiel")


def test_whoever_is_registered_is_led_to_the_registration(client, event, member):
    registration = factories.registration(event, member)
    client.force_login(member.user)
    assert client.get(address(event))["Location"] == registration.get_absolute_url()
    assert client.post(address(event), {"name": "Kim"})["Location"] == registration.get_absolute_url()


PLUGIN = """
from plugins.api import RegistrationQuestion, RegistrationRule, hookimpl

@hookimpl
def registration_rules():
    return [RegistrationRule(key="acme_rule", label="Rule", check=lambda facts, settings: "")]

@hookimpl
def registration_questions():
    return [RegistrationQuestion(key="acme_meal", label="Meal", required=True)]

@hookimpl
def registration_confirmed(registration):
    pass
"""


def test_a_plugin_that_asks_rules_and_listens_takes_two_queries_more(
    client, event, forums, member, installed, settings, django_assert_max_num_queries
):
    """One query for the plugins active in the region, whatever they do, and one for the worker's task: 25, not 23."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": PLUGIN})
    PluginActivation.objects.create(region=event.region, plugin="acme")
    client.force_login(member.user)
    chosen = {f"slot_{forums[0].slot_id}": forums[0].pk}
    with django_assert_max_num_queries(25):
        client.post(address(event), {"name": "Dr. Kim Beispiel", "question_acme_meal": "Soup"} | chosen)
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


def test_registering_signed_in_takes_at_most_24_queries(client, event, forums, member, django_assert_max_num_queries):
    client.force_login(member.user)
    with django_assert_max_num_queries(24):
        client.post(address(event), {"name": "Dr. Kim Beispiel", f"slot_{forums[0].slot_id}": forums[0].pk})
    assert Registration.objects.get().state == RegistrationState.CONFIRMED
