"""Seats for everybody and shares for some professions: who sits where, who waits, and how the office sets them."""

from datetime import timedelta

import pytest
from django.utils import translation

from tests import factories
from training.domain import registration as booking
from training.domain.listing import with_free_seats
from training.domain.profession import change_profession
from training.domain.seating.availability import availability
from training.domain.seating.seats import reconcile
from training.domain.seating.shares import Share, SharesError, set_seats, shares_of
from training.domain.seating.waiting_list import move_up, promote
from training.domain.upkeep import tick
from training.enums import WaitingListMode
from training.models import Event, Message, Person, Registration

pytestmark = pytest.mark.django_db

PHYSICIANS = ("physician", "public_health_physician")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def event_with(region, *shares: Share, total: int, now, **fields):
    event = factories.event(region, capacity=total, **fields)
    set_seats(event, total=total, shares=shares, now=now)
    return event


def reserve(seats: int, *professions: str, **fields) -> Share:
    return Share(professions=professions or PHYSICIANS, seats=seats, **fields)


def cap(seats: int, *professions: str) -> Share:
    return reserve(seats, *professions, overflow=False)


def come(event, profession: str, *, now, **fields) -> Registration:
    person = factories.person(profession=profession)
    answers = booking.Answers(name=person.name, email=person.email, profession=profession)
    return booking.register(event, person=person, answers=answers, sessions=[], now=now, **fields)


def states(*registrations) -> list[str]:
    return [Registration.objects.get(pk=registration.pk).state for registration in registrations]


def taken(event) -> dict[str, tuple[int, int]]:
    """Seats taken and seats in all, by the professions of the class; the counters are right."""
    assert reconcile(event) == []
    rows = event.seat_classes.order_by("pk")
    return {",".join(row.professions): (row.taken, row.capacity) for row in rows}


def test_a_reserve_is_kept_for_its_professions_who_may_take_other_seats_when_it_is_full(region, now):
    event = event_with(region, reserve(2), total=3, now=now)
    assert states(come(event, "nurse", now=now), come(event, "nurse", now=now)) == ["confirmed", "waiting"]
    doctors = [come(event, profession, now=now) for profession in ("physician", "public_health_physician", "physician")]
    assert states(*doctors) == ["confirmed", "confirmed", "waiting"]
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (2, 2)}
    free = event_with(region, reserve(1), total=3, now=now)
    assert states(*(come(free, "physician", now=now) for _ in range(4))) == ["confirmed"] * 3 + ["waiting"]


def test_a_cap_lets_at_most_so_many_of_a_profession_in(region, now):
    event = event_with(region, cap(1), total=4, now=now)
    doctors = [come(event, "physician", now=now) for _ in range(2)]
    assert states(*doctors) == ["confirmed", "waiting"]
    others = [come(event, profession, now=now) for profession in ("nurse", "", "teacher", "nurse")]
    assert states(*others) == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert taken(event) == {"": (3, 3), "physician,public_health_physician": (1, 1)}


def test_from_its_release_on_everybody_may_take_what_is_left_of_a_share(region, now):
    release = now + timedelta(hours=1)
    event = event_with(region, reserve(2, released_at=release), total=3, now=now)
    nurses = [come(event, "nurse", now=now) for _ in range(3)]
    assert states(*nurses) == ["confirmed", "waiting", "waiting"]
    assert states(come(event, "physician", now=now)) == ["confirmed"]
    assert tick(now=release - timedelta(seconds=1)).done["promoted"] == 0
    assert tick(now=release).done["promoted"] == 1
    assert states(*nurses) == ["confirmed", "confirmed", "waiting"]
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (2, 2)}


def test_a_cap_that_is_released_lets_others_in_and_stays_a_cap(region, now):
    event = event_with(region, reserve(2, overflow=False, released_at=now), total=4, now=now)
    nurses = [come(event, "nurse", now=now) for _ in range(3)]
    assert states(*nurses) == ["confirmed"] * 3
    assert states(come(event, "physician", now=now), come(event, "physician", now=now)) == ["confirmed", "waiting"]
    booking.cancel(nurses[0], now=now)
    assert taken(event) == {"": (1, 2), "physician,public_health_physician": (2, 2)}


def test_the_first_who_may_take_the_seat_moves_up_and_holds_nobody_else_up(region, now):
    event = event_with(region, cap(1), total=2, now=now)
    doctor, nurse = come(event, "physician", now=now), come(event, "nurse", now=now)
    waiting = [
        come(event, profession, now=now + timedelta(minutes=minute))
        for minute, profession in enumerate(["physician", "nurse", "physician"])
    ]
    booking.cancel(nurse, now=now)
    assert states(*waiting) == ["waiting", "confirmed", "waiting"]
    booking.cancel(doctor, now=now)
    assert states(*waiting) == ["confirmed", "confirmed", "waiting"]
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (1, 1)}


def test_newcomers_get_a_seat_that_nobody_who_waits_may_take(region, now):
    event = event_with(region, reserve(2), total=3, now=now, waiting_list=WaitingListMode.MANUAL)
    nurse = come(event, "nurse", now=now)
    assert states(come(event, "nurse", now=now), come(event, "physician", now=now)) == ["waiting", "confirmed"]
    booking.cancel(nurse, now=now)
    assert states(come(event, "nurse", now=now), come(event, "physician", now=now)) == ["waiting", "confirmed"]
    assert states(come(event, "physician", now=now)) == ["waiting"]


def test_a_seat_freed_in_a_share_goes_to_its_own_profession_outside_and_theirs_to_who_waits(region, now):
    event = event_with(region, reserve(1), total=2, now=now)
    first, second = come(event, "physician", now=now), come(event, "physician", now=now)
    nurse = come(event, "nurse", now=now)
    assert (taken(event), states(nurse)) == ({"": (1, 1), "physician,public_health_physician": (1, 1)}, ["waiting"])
    booking.cancel(first, now=now)
    assert (taken(event), states(nurse)) == ({"": (1, 1), "physician,public_health_physician": (1, 1)}, ["confirmed"])
    second.refresh_from_db()
    assert second.seat_class.professions == PHYSICIANS


def test_an_organiser_passes_over_those_who_wait_and_over_no_share(region, now):
    event = event_with(region, cap(1), total=3, now=now)
    come(event, "physician", now=now)
    staff = factories.staff()
    second = come(event, "physician", now=now, registered_by=staff)
    assert states(second, come(event, "nurse", now=now, registered_by=staff)) == ["waiting", "confirmed"]
    with pytest.raises(booking.RegistrationError, match="No seat is free for this person's profession"):
        move_up(second, now=now, by=staff)
    assert taken(event) == {"": (1, 2), "physician,public_health_physician": (1, 1)}


def test_without_a_waiting_list_the_refusal_says_whose_seats_are_taken(region, now):
    event = event_with(region, cap(1), total=2, now=now, waiting_list=WaitingListMode.NONE)
    come(event, "physician", now=now)
    with pytest.raises(booking.EventFull) as refusal:
        come(event, "physician", now=now)
    assert str(refusal.value) == (
        "All seats for Physician / Physician in the public health service are taken. "
        "There is no waiting list. Please look for another date."
    )
    assert states(come(event, "nurse", now=now)) == ["confirmed"]


def ask(event, profession: str, *, now) -> Registration:
    answers = booking.Answers(name="Kim", email="kim@example.org", profession=profession)
    return booking.request_registration(event, answers=answers, sessions=[], now=now)


def test_a_request_holds_a_seat_of_its_profession_and_changes_it_with_the_profession(region, now):
    event = event_with(region, cap(1), total=2, now=now)
    assert ask(event, "physician", now=now).holds_seat
    assert taken(event) == {"": (0, 1), "physician,public_health_physician": (1, 1)}
    assert ask(event, "nurse", now=now).holds_seat
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (0, 1)}
    come(event, "physician", now=now)
    request = ask(event, "physician", now=now)
    assert (request.holds_seat, taken(event)) == (False, {"": (0, 1), "physician,public_health_physician": (1, 1)})
    person = factories.person(profession="")
    assert booking.confirm_request(request, person=person, now=now).state == "waiting"


def test_a_request_that_has_no_other_seat_and_no_waiting_list_stays_as_it_was(region, now):
    event = event_with(region, cap(1), total=2, now=now, waiting_list=WaitingListMode.NONE)
    come(event, "physician", now=now)
    ask(event, "nurse", now=now)
    with pytest.raises(booking.EventFull, match="All seats for Physician"):
        ask(event, "physician", now=now)
    assert Registration.objects.get(state="requested").answers["profession"] == "nurse"
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (1, 1)}


def test_a_corrected_profession_takes_the_seat_along(region, now):
    event = event_with(region, cap(1), total=3, now=now)
    nurse, waiting = come(event, "nurse", now=now), come(event, "physician", now=now)
    second = come(event, "physician", now=now)
    assert states(second) == ["waiting"]
    change_profession(waiting, "teacher", now=now)
    assert states(second) == ["confirmed"]
    assert Person.objects.get(pk=waiting.person_id).profession == "teacher"
    with pytest.raises(booking.RegistrationError, match=r"All seats for Physician.* are taken\. The profession stays"):
        change_profession(nurse, "physician", now=now)
    assert Person.objects.get(pk=nurse.person_id).profession == "nurse"
    assert taken(event) == {"": (2, 2), "physician,public_health_physician": (1, 1)}


def test_somebody_who_waits_queues_with_the_corrected_profession_and_an_account_keeps_its_own(region, now):
    event = event_with(region, cap(1), total=2, now=now)
    come(event, "physician", now=now)
    person = factories.person(profession="physician", user=factories.staff())
    answers = booking.Answers(name=person.name, email=person.email, profession="physician")
    waiting = booking.register(event, person=person, answers=answers, sessions=[], now=now)
    assert states(waiting) == ["waiting"]
    change_profession(waiting, "nurse", now=now)
    assert states(waiting) == ["confirmed"]
    assert Person.objects.get(pk=person.pk).profession == "physician"


def test_shares_made_later_count_those_who_are_there(region, now):
    event = factories.event(region, capacity=4)
    people = [come(event, profession, now=now) for profession in ("physician", "nurse", "physician", "physician")]
    set_seats(event, total=4, shares=[reserve(2)], now=now)
    assert taken(event) == {"": (2, 2), "physician,public_health_physician": (2, 2)}
    (share,) = shares_of(event)
    set_seats(event, total=5, shares=[reserve(3, pk=share.pk, name="Medicine")], now=now)
    assert taken(event) == {"": (1, 2), "physician,public_health_physician": (3, 3)}
    set_seats(event, total=4, shares=[], now=now)
    assert taken(event) == {"": (4, 4)}
    assert states(*people) == ["confirmed"] * 4


def test_a_changed_number_of_seats_leaves_the_shares_and_changes_what_is_for_everybody(region, now):
    event = event_with(region, reserve(2), total=5, now=now)
    set_seats(event, total=8, now=now)
    assert taken(event) == {"": (0, 6), "physician,public_health_physician": (0, 2)}


@pytest.mark.parametrize(
    ("total", "shares", "sentence"),
    [
        (2, [], "3 seats are taken, so the event needs at least as many."),
        (5, [reserve(4), reserve(2, "nurse")], "The shares add up to 6 seats, but the event has only 5."),
        (5, [reserve(1), reserve(1, "physician")], "In two shares: Physician. Each profession can be in one share only."),
        (5, [Share(professions=(), seats=1)], "A share needs at least one profession and one seat."),
        (5, [reserve(0)], "A share needs at least one profession and one seat."),
        (5, [cap(1)], "2 people of “Physician / Physician in the public health service” have seats, so there cannot be a"),
        (4, [reserve(1), reserve(3, "teacher")], "2 people who have seats would lose them"),
        (5, [reserve(2, pk=0x7FFFFFFF)], "Somebody has changed the shares a moment ago."),
    ],
)
def test_seats_that_cannot_be_shared_like_this_are_refused_and_stay(region, now, total, shares, sentence):
    event = event_with(region, reserve(1, "judge"), total=5, now=now)
    for profession in ("physician", "physician", "nurse"):
        come(event, profession, now=now)
    before = shares_of(event), taken(event)
    with pytest.raises(SharesError, match=sentence):
        set_seats(event, total=total, shares=shares, now=now)
    assert (shares_of(event), taken(event)) == before


def test_who_sits_in_a_released_share_stays_there_when_the_rest_is_full(region, now):
    event = event_with(region, reserve(2, released_at=now), total=3, now=now)
    nurses = [come(event, "nurse", now=now) for _ in range(3)]
    (share,) = shares_of(event)
    set_seats(event, total=4, shares=[reserve(2, pk=share.pk), reserve(1, "judge")], now=now)
    assert taken(event) == {"": (1, 1), "physician,public_health_physician": (2, 2), "judge": (0, 1)}
    assert states(*nurses) == ["confirmed"] * 3


def test_free_seats_are_told_with_whom_they_are_kept_for(region, now):
    medicine, school = reserve(2, name="Medicine"), cap(1, "teacher")
    event = event_with(region, medicine, school, total=5, now=now)
    assert availability(event, now=now).sentence == (
        "5 seats are free. 3 of them are kept for: Medicine (2), Teacher (1)."
    )  # fmt: skip
    come(event, "teacher", now=now)
    found = availability(event, now=now)
    assert found.sentence == "4 seats are free. 2 of them are kept for: Medicine. No seat is free for: Teacher."
    assert (found.state, found.free) == ("open", 4)
    for _nurse in range(2):
        come(event, "nurse", now=now)
    assert availability(event, now=now).sentence == (
        "2 seats are free. All of them are kept for: Medicine. No seat is free for: Teacher."
    )
    waits = (
        "All seats for your profession are taken. Those still free are kept for others. "
        "You can put yourself on the waiting list."
    )
    assert availability(event, profession="nurse", now=now).sentence == waits
    assert availability(event, profession="physician", now=now).sentence == "2 seats are free."
    come(event, "nurse", now=now)
    found = availability(event, now=now)
    assert (found.state, found.free, found.waiting) == ("open", 2, 1)
    for _doctor in range(2):
        come(event, "physician", now=now)
    found = availability(event, now=now)
    assert (found.state, found.sentence) == (
        "full_waiting",
        "All seats are taken and 1 person is waiting. You can put yourself on the waiting list.",
    )


def test_a_list_of_events_with_free_seats_knows_for_whom_they_are(region, now):
    reserved, capped = event_with(region, reserve(1), total=1, now=now), event_with(region, cap(1), total=2, now=now)
    released = event_with(region, reserve(1, released_at=now), total=1, now=now)
    come(capped, "physician", now=now)
    come(reserved, "nurse", now=now)
    everything = Event.objects.all()

    def found(profession: str) -> set[Event]:
        return set(with_free_seats(everything, profession=profession, now=now))

    assert found("") == {reserved, capped, released}
    assert found("nurse") == {capped, released}
    assert found("physician") == {reserved, released}


def test_the_waiting_are_told_whose_seats_are_taken(region, now):
    event = event_with(region, reserve(1, name="Medicine", overflow=False), total=3, now=now)
    for _doctor in range(2):
        last = come(event, "physician", now=now)
    assert "Medicine" in Message.objects.get(key=f"waiting:{last.pk}").text


def test_two_promotions_one_after_the_other_move_nobody_twice(region, now):
    event = event_with(region, reserve(1), total=2, now=now)
    come(event, "nurse", now=now)
    come(event, "physician", now=now)
    waiting = come(event, "physician", now=now)
    set_seats(event, total=3, now=now)
    assert promote(event, now=now) == [waiting]
    assert promote(event, now=now) == []
    assert taken(event) == {"": (2, 2), "physician,public_health_physician": (1, 1)}
