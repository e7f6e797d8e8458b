import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from tests import factories
from tests.training.views.office.test_participants import queries_of
from training.domain import attendance
from training.domain.numbers import GivenNumber, give_numbers
from training.encryption import Secret
from training.models import Attendance, Event, Registration, Session

pytestmark = pytest.mark.django_db
EFN, OTHER = "802760020090329", "812760000000007"


@pytest.fixture
def event(event):
    return factories.asks_for_efn(event)


@pytest.fixture
def plenary(event):
    return event.sessions.get(title="Einführung")


@pytest.fixture
def forums(event):
    return [event.sessions.get(title=f"Forum {letter}") for letter in "AB"]


def url(name, session):
    return reverse(f"events:{name}", args=[session.event_id, session.pk])


def give(registration, number=EFN):
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of(number))])


def scan(office, session, typed=EFN):
    return office.post(url("check_in", session), {"scanned": typed})


def said(response):
    """Headline and sentences of the answer, as they are read."""
    box = re.search(r'<div id="office-told">(.*?)</div>\s*</div>\s*</div>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", box[1]).split()) if box else ""


def sealed(response):
    return re.search(r'name="sealed" value="([^"]+)"', response.content.decode())[1]


def test_a_scan_says_who_came_in_and_the_field_is_empty_for_the_next(office, plenary, registration):
    give(registration)
    page = scan(office, plenary, f"]A0*{EFN}*\r")
    text = page.content.decode()
    assert said(page) == "Kim Beispiel is in. Recorded for the whole session: 90 of 90 minutes."
    assert "<title>Kim Beispiel is in. – " in " ".join(text.split()).replace("<title> ", "<title>")
    field = re.search(r'<input type="text" name="scanned"[^>]*>', text)[0]
    assert (" autofocus" in field, 'aria-describedby="office-told"' in field, "value=" in field) == (True, True, False)
    assert ('role="status"' in text, "1 of 1 expected are in" in text, EFN in text) == (True, True, False)
    assert Attendance.objects.get().method == "scan"


def test_a_second_scan_warns_with_the_time_of_the_first(office, plenary, registration):
    give(registration)
    scan(office, plenary)
    entry = Attendance.objects.get()
    Attendance.objects.update(recorded_at=timezone.localtime().replace(hour=9, minute=2))
    assert said(scan(office, plenary)) == "Kim Beispiel was recorded already, at 09:02. Nothing has changed: 90 of 90 minutes."
    assert (entry.pk, Attendance.objects.count()) == (Attendance.objects.get().pk, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("802760020090328", "Stop: Nothing is recorded. This is no valid EFN: its last digit does not fit the others."),
        ("", "Stop: Nothing is recorded. The field is empty. Scan again."),
        ("7" * 101, "Stop: Nothing is recorded. Ensure this value has at most 100 characters"),
        (OTHER, "Stop: Nobody registered here has given this number: EFN •••••••••••0007"),
    ],
)
def test_a_wrong_scan_stops_in_words_and_shows_no_number(office, plenary, registration, typed, sentence):
    give(registration)
    page = scan(office, plenary, typed)
    assert said(page).startswith(sentence)
    assert ('role="alert"' in page.content.decode(), bool(typed) and typed in page.content.decode()) == (True, False)
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "todo"),
    [
        ("waiting", "On the waiting list. Move the person up if a seat is free, then scan again."),
        ("pending", "Waiting for approval. Approve the registration if the person may take part, then scan again."),
        ("rejected", "Not admitted. Approve the registration after all if the person may take part, then scan again."),
    ],
)
def test_of_whoever_has_no_confirmed_place_it_says_what_to_do(office, plenary, registration, state, todo):
    give(registration)
    Registration.objects.update(state=state)
    page = scan(office, plenary)
    assert said(page) == f"Stop: Kim Beispiel has no confirmed place: {todo}"
    assert reverse("events:registration", args=[plenary.event_id, registration.pk]) in page.content.decode()


def test_whoever_belongs_in_a_parallel_session_is_recorded_there_with_one_button(office, forums, registration):
    give(registration)
    Session.objects.filter(pk=forums[0].pk).update(room="Room 2")
    page = scan(office, forums[1])
    assert said(page) == "Stop: Kim Beispiel belongs in “Forum A”, not here. Room: Room 2"
    form = {"registration": registration.pk, "session": forums[0].pk, "sealed": sealed(page)}
    done = office.post(url("check_in_admit", forums[1]), form)
    assert said(done).startswith("Kim Beispiel is in.")
    entry = Attendance.objects.get()
    assert (entry.session, entry.method) == (forums[0], "scan")
    assert re.match(r"Stop: Kim Beispiel belongs in “Forum A”.* Recorded there at \d\d:\d\d\.", said(scan(office, forums[1])))


def test_or_takes_part_here_from_now_on(office, forums, registration):
    give(registration)
    page = scan(office, forums[1])
    office.post(url("check_in_move", forums[1]), {"registration": registration.pk, "sealed": sealed(page)})
    assert registration.bookings.get().session == forums[1]
    assert (Attendance.objects.get().session, Attendance.objects.get().method) == (forums[1], "scan")
    assert [entry.action for entry in registry.get_logs_for_instance(registration)] == ["training.sessions"]


def test_a_full_session_refuses_in_words(office, forums, registration):
    give(registration)
    Session.objects.filter(pk=forums[1].pk).update(capacity=0)
    response = office.post(url("check_in_move", forums[1]), {"registration": registration.pk})
    assert said(response).startswith("Stop: Nothing is recorded. “Forum B”")
    assert registration.bookings.get().session == forums[0]


def test_an_unknown_number_leads_by_name_to_the_person_and_is_stored_by_choice(office, event, plenary, registration):
    unknown = scan(office, plenary)
    found = office.post(url("check_in_find", plenary), {"name": "beispiel", "sealed": sealed(unknown)})
    text = found.content.decode()
    assert ("Store it with the registration: EFN •••••••••••0329" in text, "1 person found" in text) == (True, True)
    form = {"registration": registration.pk, "sealed": sealed(found), "keep": "de_efn"}
    done = office.post(url("check_in_admit", plenary), form)
    assert said(done).startswith("Kim Beispiel is in.")
    assert (registration.numbers.get().reveal(), Attendance.objects.get().method) == (EFN, "list")
    assert [entry.action for entry in registry.get_logs_for_instance(registration)] == ["training.number"]
    assert EFN not in f"{unknown.content}{found.content}{done.content}"


def test_without_the_tick_the_number_is_forgotten(office, plenary, registration):
    unknown = scan(office, plenary)
    office.post(url("check_in_admit", plenary), {"registration": registration.pk, "sealed": sealed(unknown)})
    assert (registration.numbers.count(), Attendance.objects.count()) == (0, 1)


def test_whose_number_is_known_is_not_offered_for_the_next_person(office, plenary, registration):
    give(registration)
    assert 'name="sealed" value=' not in scan(office, plenary).content.decode()


def test_another_number_than_the_stored_one_is_told_and_changes_nothing(office, plenary, registration):
    give(registration, OTHER)
    form = {"registration": registration.pk, "sealed": sealed(scan(office, plenary)), "keep": "de_efn"}
    done = office.post(url("check_in_admit", plenary), form)
    assert "Another number is stored, so this one was not: EFN." in said(done)
    assert registration.numbers.get().reveal() == OTHER


def test_nobody_of_that_name_leads_to_registering_by_hand(office, plenary):
    page = office.post(url("check_in_find", plenary), {"name": "Nobody"}).content.decode()
    assert "Nobody of that name is registered here." in page
    assert reverse("events:register", args=[plenary.event_id]) in page


def test_the_last_scan_is_undone_and_written_down(office, plenary, registration):
    give(registration)
    scan(office, plenary)
    undone = [office.post(url("check_in_undo", plenary), {"registration": registration.pk}) for _twice in range(2)]
    assert [said(page) for page in undone] == [
        "The record of Kim Beispiel is taken back.",
        "Nothing was recorded of Kim Beispiel.",
    ]
    assert Attendance.objects.count() == 0
    assert [entry.action for entry in registry.get_logs_for_instance(registration)] == ["training.attendance_undone"]


def test_a_cancelled_event_is_refused_in_the_words_of_attendance(office, plenary, registration):
    give(registration)
    Event.objects.update(state="cancelled")
    assert said(scan(office, plenary)) == "Stop: Nothing is recorded. This event was cancelled, so nobody was present."


def test_a_registration_or_session_of_another_event_is_not_taken(office, region, plenary):
    other = factories.event(region)
    stranger = factories.registration(other)
    for name in ("check_in_admit", "check_in_move", "check_in_undo"):
        answer = office.post(url(name, plenary), {"registration": stranger.pk, "session": other.sessions.get().pk})
        assert said(answer) == "Stop: Nothing is recorded. This person is not found here any more. Please scan again."
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("name", ["check_in_admit", "check_in_move", "check_in_find"])
def test_a_forged_number_is_refused(office, plenary, registration, name):
    answer = office.post(url(name, plenary), {"registration": registration.pk, "name": "Kim", "sealed": EFN, "keep": "de_efn"})
    assert said(answer).endswith("The number was scanned too long ago. Please scan it again.")
    assert (Attendance.objects.count(), EFN in answer.content.decode()) == (0, False)


def test_the_page_takes_the_same_queries_however_many_are_in(office, event, plenary, registration):
    attendance.mark(registration, plenary, minutes=90, now=timezone.now())
    one = queries_of(office, url("check_in", plenary))
    for _more in range(3):
        attendance.mark(factories.registration(event), plenary, minutes=90, now=timezone.now())
    assert queries_of(office, url("check_in", plenary)) == one


def test_attendance_leads_to_the_door(office, event, plenary):
    pages = [reverse("events:attendance", args=[event.pk]), url("attendance_session", plenary)]
    assert [url("check_in", plenary) in office.get(page).content.decode() for page in pages] == [True, True]
