import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from training.domain.account import account_for
from training.models import Attendance, CreditEntry, Person

pytestmark = pytest.mark.django_db
MY = "/my/"


@pytest.fixture
def person(django_user_model):
    return factories.person("Kim Beispiel", user=django_user_model.objects.create_user("kim@praxis.example"))


@pytest.fixture
def member(client, person):
    client.force_login(person.user)
    return client


def attended(region, person, *, minutes=90, days_ago=30):
    event = factories.event(region, starts_in=timedelta(days=-days_ago), title=f"Vor {days_ago} Tagen")
    registration = factories.registration(event, person)
    Attendance.objects.create(
        registration=registration, session=event.sessions.get(), minutes=minutes, recorded_at=timezone.now()
    )
    return registration


def credit(registration, amount, *, body="", unit="points", **fields):
    accreditation = registration.event.accreditations.create(body=body, status="granted", granted=amount) if body else None
    known = {"scheme": "hours", "plugin": "core", "plugin_version": "1", "facts": {}, "created_at": timezone.now()}
    return CreditEntry.objects.create(
        registration=registration,
        accreditation=accreditation,
        body=body,
        status="determined",
        amount=amount,
        unit=unit,
        **known | fields,
    )


def test_whoever_is_not_signed_in_is_asked_to(client):
    assert client.get(MY)["Location"] == "/accounts/login/?next=/my/"


def test_an_account_without_person_is_told_what_to_do_and_gets_none_by_looking(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@praxis.example"))
    html = client.get(MY).content.decode()
    assert ("You are not registered for any event at present." in html, Person.objects.count()) == (True, 0)


def test_what_is_ahead_and_what_is_behind_are_told_apart(member, person, region):
    ahead = factories.registration(factories.event(region), person)
    behind = attended(region, person)
    dropped = factories.registration(factories.event(region), person, state="cancelled", holds_seat=False)
    context = member.get(MY).context
    assert (list(context["upcoming"]), list(context["past"])) == ([ahead], [dropped, behind])


def test_registrations_of_others_are_not_shown(member, region):
    factories.registration(factories.event(region, title="Fremdes"))
    assert "Fremdes" not in member.get(MY).content.decode()


def test_the_place_on_the_waiting_list_is_shown(member, person, region):
    event = factories.event(region)
    earlier = timezone.now() - timedelta(hours=1)
    factories.registration(event, state="waiting", holds_seat=False, waiting_since=earlier)
    factories.registration(event, person, state="waiting", holds_seat=False, waiting_since=timezone.now())
    assert "1 person is ahead of you." in member.get(MY).content.decode()


def test_credits_are_added_up_by_body_and_corrected_ones_are_left_out(member, person, region):
    first, second = attended(region, person), attended(region, person, days_ago=60)
    credit(first, Decimal("3"), body="Ärztekammer")
    credit(second, Decimal("2.5"), body="Ärztekammer")
    wrong = credit(first, Decimal("9"), unit="hours")
    credit(first, Decimal("1.5"), unit="hours", corrects=wrong)
    sums = [(row["body"], row["unit"], row["total"], row["events"]) for row in member.get(MY).context["credits"]]
    assert sums == [("", "hours", Decimal("1.5"), 1), ("Ärztekammer", "points", Decimal("5.5"), 2)]


def test_the_minutes_present_are_shown(member, person, region):
    attended(region, person, minutes=75)
    assert "75 minutes" in member.get(MY).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_fixed(member, person, region, number, django_assert_num_queries):
    del member.cookies["django_language"]
    for days in range(number):
        factories.registration(factories.event(region), person)
        attended(region, person, days_ago=30 + days)
    member.get(MY)
    with django_assert_num_queries(12):
        member.get(MY)


def test_earlier_registrations_are_paged(member, person, region):
    for days in range(21):
        attended(region, person, days_ago=30 + days)
    assert [len(member.get(MY, {"p": page}).context["past"]) for page in (1, 2)] == [20, 1]


def test_a_new_calendar_address_needs_a_post_and_ends_the_old_one(member, person):
    old = person.calendar_token
    assert member.get(reverse("training:renew_calendar")).status_code == 405
    member.post(reverse("training:renew_calendar"))
    person.refresh_from_db()
    assert person.calendar_token != old
    assert person.calendar_token in member.get(MY).content.decode()


def test_the_profile_is_saved(member, person):
    answers = {"name": "Dr. Kim Beispiel", "profession": "nurse", "organisation": "Klinik", "district": "", "language": "da"}
    member.post(reverse("training:profile"), answers)
    person.refresh_from_db()
    assert (person.name, person.profession, person.language) == ("Dr. Kim Beispiel", "nurse", "da")


def test_a_profile_without_name_is_refused_and_keeps_what_was_typed(member, person):
    response = member.post(reverse("training:profile"), {"name": "", "organisation": "Klinik am See"})
    html = response.content.decode()
    assert (response.status_code, "Please enter your first name and surname." in html) == (422, True)
    assert 'value="Klinik am See"' in html


def test_a_profession_whose_plugin_is_gone_stays(member, person):
    person.profession = "gone_profession"
    person.save()
    member.post(reverse("training:profile"), {"name": "Kim", "profession": "gone_profession"})
    person.refresh_from_db()
    assert person.profession == "gone_profession"


def test_all_own_data_can_be_downloaded(member, person, region):
    credit(attended(region, person), Decimal("1.5"), unit="hours")
    factories.registration(factories.event(region, title="Fremdes"))
    response = member.get(reverse("training:my_data"))
    data = json.loads(response.content)
    assert (data["profile"]["name"], len(data["registrations"]), data["credits"][0]["amount"]) == ("Kim Beispiel", 1, "1.50")
    assert person.calendar_token not in response.content.decode()


def test_someone_registered_by_hand_finds_it_at_the_first_sign_in(client, region, mailoutbox):
    import re

    registration = factories.registration(factories.event(region), factories.person(email="kim@praxis.example"))
    account_for("kim@praxis.example")
    client.post(reverse("account_request_login_code"), {"email": "kim@praxis.example", "next": MY})
    code = re.search(r"^\d{6}$", mailoutbox[0].body, re.MULTILINE)[0]
    response = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert list(response.context["upcoming"]) == [registration]
