from datetime import date

import pytest
from django.urls import reverse

from tests import factories
from training.domain.seating.shares import Share, set_seats
from training.enums import EventState

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, title="Kinderschutz im Alltag", host="Landesamt", scientific_lead="Prof. Ada Muster")


def get(client, event, **headers):
    return client.get(reverse("training:event", args=[event.code]), headers=headers)


def test_the_page_says_what_when_by_whom_and_that_seats_are_free(client, event):
    html = get(client, event).content.decode()
    for fact in ("Kinderschutz im Alltag", "Landesamt", "Prof. Ada Muster", event.code, "10 seats are free."):
        assert fact in html
    assert reverse("training:register", args=[event.code]) in html
    assert reverse("training:calendar_event", args=[event.code]) in html


def test_a_draft_is_not_found(client, event):
    event.state = EventState.DRAFT
    event.save()
    assert get(client, event).status_code == 404


def test_a_cancelled_event_says_so_and_why_and_takes_no_registration(client, event):
    event.state, event.cancellation_reason = EventState.CANCELLED, "Die Referentin ist erkrankt."
    event.save()
    html = get(client, event).content.decode()
    assert "Die Referentin ist erkrankt." in html
    assert reverse("training:register", args=[event.code]) not in html


def test_only_what_a_body_granted_is_shown(client, event):
    event.accreditations.create(body="Ärztekammer", status="granted", granted=8, category="A")
    event.accreditations.create(body="Pflegekammer", status="applied")
    html = get(client, event).content.decode()
    assert ("Ärztekammer" in html, "Pflegekammer" in html) == (True, False)


def test_forums_show_their_free_seats_in_words(client, event):
    run = factories.slot(event, "Erster Durchlauf")
    factories.session(run, title="Forum 1", capacity=5)
    factories.session(run, title="Forum 2", capacity=1, taken=1)
    html = get(client, event).content.decode()
    assert ("5 seats free" in html, "No seat free" in html) == (True, True)


def test_the_page_speaks_the_region_s_language_unless_the_visitor_chose_one(client, region, event):
    del client.cookies["django_language"]
    region.language = "sv"
    region.save()
    assert get(client, event, **{"accept-language": "da"})["Content-Language"] == "sv"
    client.cookies["django_language"] = "da"
    assert get(client, event)["Content-Language"] == "da"


def test_the_page_speaks_the_language_of_the_person_signed_in(client, region, event, django_user_model):
    del client.cookies["django_language"]
    person = factories.person(language="da", user=django_user_model.objects.create_user("a@b.example"))
    client.force_login(person.user)
    assert get(client, event)["Content-Language"] == "da"


def test_times_are_those_of_the_event_s_own_zone(client, region):
    event = factories.event(region, time_zone="Pacific/Auckland")
    local = event.start.astimezone(__import__("zoneinfo").ZoneInfo("Pacific/Auckland"))
    assert local.strftime("%H:%M") in get(client, event).content.decode()


def test_an_event_of_several_days_names_its_last_day(client, region):
    from datetime import timedelta

    event = factories.event(region)
    event.end = event.start + timedelta(days=2)
    event.save()
    html = get(client, event).content.decode()
    last: date = event.end.date()
    assert f"{last.day}. " in html or str(last.day) in html


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_number_of_queries_is_fixed(client, event, sessions, django_assert_num_queries):
    del client.cookies["django_language"]
    run = factories.slot(event, "Durchlauf")
    for number in range(sessions):
        factories.session(run, title=f"Forum {number}", capacity=5)
    get(client, event)
    with django_assert_num_queries(10):
        get(client, event)


def test_shares_of_seats_are_told_with_their_professions(client, region, now):
    event = factories.event(region, capacity=9)
    moment = now.replace(year=2030, month=5, day=6, hour=7, minute=0)
    shares = [
        Share(professions=("physician",), seats=2, name="Medicine", released_at=moment),
        Share(professions=("nurse", "midwife"), seats=3, overflow=False),
    ]
    set_seats(event, total=9, shares=shares, now=now)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "9 seats are free. 5 of them are kept for: Medicine (2), Nurse / Midwife (3)." in page
    assert "Medicine (Physician): 2 kept, open to everybody from 6 May 2030, 09:00<br>Nurse, Midwife: 3 at most</dd>" in page
