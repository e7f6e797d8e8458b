"""Sharing the seats of an event in the back office, and what people read of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plugins.models import RegionLogEntry
from tests import factories
from training.domain.registration import Answers, register
from training.domain.seating.shares import Share, set_seats, shares_of
from training.models import Event, Registration

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"events:{name}", args=args)


def typed(total: int, *rows: dict[str, object], initial: int = 0) -> dict[str, object]:
    counts = {"shares-TOTAL_FORMS": len(rows), "shares-INITIAL_FORMS": initial, "total": total}
    fields = {f"shares-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return counts | fields


EMPTY: dict[str, object] = {"pk": "", "name": "", "seats": "", "released_at": "", "overflow": "yes"}
DOCTORS = EMPTY | {"seats": 4, "professions": ["physician"], "overflow": "no"}


def shared(region, now, *shares: Share, total: int = 3) -> Event:
    event = factories.event(region, capacity=total)
    set_seats(event, total=total, shares=shares, now=now)
    return event


def test_shares_are_made_changed_and_dissolved_in_one_form(office, event):
    assert office.get(url("seats", event.pk)).context["form"].initial == {"total": 10}
    released = DOCTORS | {"name": "Medicine", "released_at": "2030-05-06T09:00"}
    response = office.post(url("seats", event.pk), typed(12, released, EMPTY))
    assert response.url == url("overview", event.pk)
    (share,) = shares_of(event)
    assert (share.name, share.professions, share.seats, share.overflow) == ("Medicine", ("physician",), 4, False)
    assert share.released_at.isoformat() == "2030-05-06T07:00:00+00:00"
    assert [seats.capacity for seats in event.seat_classes.order_by("pk")] == [8, 4]
    assert RegionLogEntry.objects.get().action == "training.seats"
    screen = office.get(url("seats", event.pk)).content.decode()
    assert "0 of 4 seats are taken." in screen
    gone = DOCTORS | {"pk": share.pk, "DELETE": "on"}
    office.post(url("seats", event.pk), typed(11, gone, EMPTY, initial=1))
    assert [seats.capacity for seats in event.seat_classes.all()] == [11]


@pytest.mark.parametrize(
    ("total", "row", "sentence"),
    [
        (3, DOCTORS, "The shares add up to 4 seats, but the event has only 3. Change one of the two."),
        (9, DOCTORS | {"professions": []}, "Choose at least one profession for this share."),
        (9, DOCTORS | {"seats": ""}, "This field is required."),
    ],
)
def test_shares_that_cannot_be_keep_what_was_typed_and_say_why(office, event, total, row, sentence):
    response = office.post(url("seats", event.pk), typed(total, EMPTY, row | {"name": "Ärztinnen & Ärzte"}))
    screen = response.content.decode()
    assert response.status_code == 200
    assert (sentence in screen, "Ärztinnen &amp; Ärzte" in screen) == (True, True)
    assert shares_of(event) == []


def test_seats_of_another_region_are_not_found(office, now):
    foreign = factories.event(factories.office("Sachsen"))
    assert office.get(url("seats", foreign.pk)).status_code == 404
    assert office.post(url("seats", foreign.pk), typed(3)).status_code == 404


def test_the_settings_change_the_number_of_seats_and_leave_the_shares(office, region, now):
    event = shared(region, now, Share(professions=("physician",), seats=2))
    form = office.get(url("edit", event.pk)).context["form"]
    assert form.initial["capacity"] == 3
    sent = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    moments = {name: value.strftime("%Y-%m-%dT%H:%M") for name, value in sent.items() if hasattr(value, "strftime")}
    response = office.post(
        url("edit", event.pk), sent | moments | {"minimum": 0, "professions": [], "sectors": [], "capacity": 9}
    )
    assert response.status_code == 302
    assert [(seats.professions, seats.capacity) for seats in event.seat_classes.order_by("pk")] == [
        ((), 7),
        (("physician",), 2),
    ]


def test_the_office_reads_each_share_by_its_name(office, region, now):
    event = shared(region, now, Share(professions=("physician",), seats=2, name="Medicine"))
    overview = office.get(url("overview", event.pk)).content.decode()
    assert "<dt>Medicine</dt><dd>0 / 2</dd>" in overview
    assert "<dt>For everybody</dt><dd>0 / 1</dd>" in overview
    assert "3 seats are free. 2 of them are kept for: Medicine." in overview
    by_hand = office.get(url("register", event.pk)).content.decode()
    assert "2 of them are kept for: Medicine. Who gets none of them is put on the waiting list." in by_hand


def test_registering_by_hand_says_whose_seats_are_taken(office, region, now):
    event = shared(region, now, Share(professions=("physician",), seats=1, name="Medicine", overflow=False))
    for name in ("Kim", "Alex"):
        response = office.post(url("register", event.pk), {"name": name, "profession": "physician"}, follow=True)
    assert "All seats for Medicine are taken. Alex is on the waiting list." in response.content.decode()
    assert set(Registration.objects.values_list("state", flat=True)) == {"confirmed", "waiting"}


def test_the_office_corrects_a_profession_and_reads_why_it_cannot(office, region, now):
    event = shared(region, now, Share(professions=("physician",), seats=1, name="Medicine", overflow=False))
    people = [factories.person(profession=key) for key in ("physician", "nurse")]
    doctor, nurse = (
        register(event, person=one, answers=Answers(name="A", email=one.email), sessions=[], now=now) for one in people
    )
    address = url("registration_profession", event.pk, nurse.pk)
    assert office.get(address).context["form"].initial == {"profession": "nurse"}
    refused = office.post(address, {"profession": "physician"}).content.decode()
    assert "All seats for Medicine are taken. The profession stays as it was." in refused
    office.post(url("registration_profession", event.pk, doctor.pk), {"profession": "teacher"})
    assert office.post(address, {"profession": "physician"}).status_code == 302
    screen = office.get(url("registration", event.pk, nurse.pk)).content.decode()
    assert ("<dt>Profession</dt><dd>Physician</dd>" in screen, "<dt>Seat</dt><dd>Medicine</dd>" in screen) == (True, True)


def test_a_new_event_of_the_same_training_proposes_seats_and_shares(office, region, now):
    page = factories.course(region, ("Erkennen", "lecture", 90))
    first = {"start": "2030-05-06T09:00", "delivery": "presence", "capacity": "20"}
    office.post(url("schedule", page.pk), first)
    share = Share(professions=("physician",), seats=5, released_at=timezone.now() + timedelta(days=1))
    set_seats(Event.objects.get(), total=20, shares=[share], now=now)
    form = office.get(url("schedule", page.pk)).context["form"]
    assert (form.initial["capacity"], form.fields["copy_shares"].help_text) == (20, "Physician: 5")
    office.post(url("schedule", page.pk), first | {"copy_shares": "on"})
    office.post(url("schedule", page.pk), first)
    found = [[(one.seats, one.released_at) for one in shares_of(event)] for event in Event.objects.order_by("pk")]
    assert found == [[(5, share.released_at)], [(5, None)], []]
    refused = office.post(url("schedule", page.pk), first | {"capacity": "3"})
    assert refused.status_code == 302


def test_what_a_chamber_wants_is_said_after_saving_and_stands_with_body_and_event(office, region, now):
    event = factories.event(region, capacity=20)
    body = factories.grant(event, body="Chamber", scheme="de_mfbo2024", status="applied", granted=None)
    sentence = "The seats for physicians are limited to 4."
    saved = office.post(url("seats", event.pk), typed(20, DOCTORS, EMPTY), follow=True).content.decode()
    assert f"Chamber: {sentence}" in saved
    assert "What Chamber wants does not fit the plan of the event." in saved
    assert sentence in office.get(url("accreditation", event.pk, body.pk)).content.decode()
    (share,) = shares_of(event)
    again = office.post(url("seats", event.pk), typed(21, DOCTORS | {"pk": share.pk}, initial=1), follow=True)
    assert f"Chamber: {sentence}" not in again.content.decode()
    reserve = DOCTORS | {"pk": share.pk, "overflow": "yes"}
    mended = office.post(url("seats", event.pk), typed(21, reserve, initial=1), follow=True).content.decode()
    assert (sentence in mended, "does not fit" in mended) == (False, False)
