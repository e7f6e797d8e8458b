"""Moving up: who, in which order, until when."""

from datetime import timedelta

import pytest

from tests import factories
from training.domain import registration as booking
from training.domain.seating.seats import reconcile
from training.domain.seating.waiting_list import move_up, promote
from training.enums import EventState, WaitingListMode
from training.models import Message, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, capacity=2)


def waiting(event, *, since, **fields) -> Registration:
    return factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=since, **fields)


def states(*registrations) -> list[str]:
    for registration in registrations:
        registration.refresh_from_db()
    return [registration.state for registration in registrations]


def test_those_who_wait_longest_move_up_first(event, now):
    late, early, middle = (waiting(event, since=now - timedelta(hours=hours)) for hours in (1, 3, 2))
    assert promote(event, now=now) == [early, middle]
    assert states(late, early, middle) == ["waiting", "confirmed", "confirmed"]
    assert reconcile(event) == []
    assert set(Message.objects.values_list("key", "calendar_method")) == {
        (f"promoted:{early.pk}", "REQUEST"),
        (f"promoted:{middle.pk}", "REQUEST"),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"waiting_list": WaitingListMode.MANUAL},
        {"waiting_list": WaitingListMode.NONE},
        {"promotion_ends": "now"},
        {"start": "now"},
        {"state": EventState.CANCELLED},
    ],
)
def test_nobody_moves_up_by_themselves(event, now, change):
    for name, value in change.items():
        setattr(event, name, now if value == "now" else value)
    event.save()
    first = waiting(event, since=now)
    assert promote(event, now=now) == []
    assert states(first) == ["waiting"]


def test_an_organiser_moves_up_whom_they_choose_while_seats_are_free(event, now):
    event.waiting_list = WaitingListMode.MANUAL
    event.save()
    first, second, third = (waiting(event, since=now) for _ in range(3))
    by = factories.staff()
    assert move_up(third, now=now, by=by).state == "confirmed"
    assert move_up(second, now=now, by=by).state == "confirmed"
    with pytest.raises(booking.RegistrationError, match="No seat is free"):
        move_up(first, now=now, by=by)
    assert states(first, second, third) == ["waiting", "confirmed", "confirmed"]
    assert reconcile(event) == []


def test_nobody_moves_up_twice(event, now):
    first = waiting(event, since=now)
    move_up(first, now=now)
    with pytest.raises(booking.Outdated, match="no longer on the waiting list"):
        move_up(first, now=now)
    assert (event.seat_classes.get().taken, Message.objects.count()) == (1, 1)


def test_moving_up_leads_to_approval_where_the_event_asks_for_it(event, now):
    event.needs_approval = True
    event.save()
    first = waiting(event, since=now)
    promote(event, now=now)
    assert states(first) == ["pending"]
    assert booking.approve(first, now=now, by=None).state == "confirmed"
    assert list(Message.objects.order_by("pk").values_list("key", "calendar_method")) == [
        (f"pending:{first.pk}", ""),
        (f"confirmed:{first.pk}", "REQUEST"),
    ]
    assert reconcile(event) == []


def test_who_moves_up_keeps_free_forums_and_loses_full_ones_with_a_word(event, now):
    slots = [factories.slot(event, "Erster Durchlauf"), factories.slot(event, "Zweiter Durchlauf", after=timedelta(hours=4))]
    forums = [[factories.session(slot, title=f"Forum {n}", capacity=1) for n in (1, 2)] for slot in slots]
    person = factories.person(language="en")
    other = {"answers": booking.Answers(name="Alex", email="alex@example.org"), "now": now}
    booking.register(event, person=factories.person(), sessions=[forums[0][0], forums[1][0]], **other)
    leaver = booking.register(event, person=factories.person(), sessions=[forums[0][1], forums[1][1]], **other)
    mine = booking.register(event, person=person, sessions=[forums[0][0], forums[1][1]], **other)
    assert mine.state == "waiting"
    booking.cancel(leaver, now=now)
    assert states(mine) == ["confirmed"]
    assert [booked.session for booked in mine.bookings.all()] == [forums[1][1]]
    text = Message.objects.get(key=f"promoted:{mine.pk}").text
    assert "- Erster Durchlauf\n" in text
    assert "- Zweiter Durchlauf" not in text
    assert reconcile(event) == []


def test_moving_up_stops_when_the_time_has_come(event, now):
    event.promotion_ends = now + timedelta(hours=1)
    event.save()
    seated = [factories.registration(event) for _ in range(2)]
    first, second = (waiting(event, since=now) for _ in range(2))
    booking.cancel(seated[0], now=now)
    booking.cancel(seated[1], now=event.promotion_ends)
    assert states(first, second) == ["confirmed", "waiting"]
