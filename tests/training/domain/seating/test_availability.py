"""What an event's page and lists say about free seats."""

from datetime import timedelta

import pytest
from django.utils import translation

from tests import factories
from training.domain.seating.availability import availabilities, availability
from training.enums import EventState, WaitingListMode

pytestmark = pytest.mark.django_db


def waiting(event, now):
    factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now)


def answer(event, now) -> tuple[str, int, int, bool]:
    found = availability(event, now=now)
    return found.state.value, found.free, found.waiting, found.is_open


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "open"),
        ({"state": EventState.CANCELLED}, "cancelled"),
        ({"state": EventState.CLOSED}, "closed"),
        ({"state": EventState.DRAFT}, "not_yet_open"),
        ({"registration_opens": 1}, "not_yet_open"),
        ({"registration_opens": 0}, "open"),
        ({"registration_opens": None}, "open"),
        ({"registration_closes": 0}, "closed"),
        ({"registration_closes": 1}, "open"),
        ({"registration_closes": 1, "start": -1}, "open"),
        ({"registration_closes": None, "start": 0}, "closed"),
        ({"registration_closes": 1, "start": -2, "end": 0}, "past"),
    ],
)
def test_the_state_follows_from_window_and_times(region, now, change, state):
    event = factories.event(region)
    for name, value in change.items():
        setattr(event, name, now + timedelta(hours=value) if isinstance(value, int) else value)
    found = availability(event, now=now)
    assert (found.state, found.is_open) == (state, state == "open")
    assert found.sentence.endswith(".") or found.sentence.endswith(region.contact_email)


def test_a_full_event_offers_its_waiting_list_or_nothing(region, now):
    event = factories.event(region, capacity=1)
    assert answer(event, now) == ("open", 1, 0, True)
    factories.registration(event)
    assert answer(event, now) == ("full_waiting", 0, 0, True)
    waiting(event, now)
    assert answer(event, now) == ("full_waiting", 0, 1, True)
    event.waiting_list = WaitingListMode.NONE
    assert answer(event, now) == ("full", 0, 1, False)


def test_a_free_seat_belongs_to_those_who_wait_until_moving_up_has_ended(region, now):
    event = factories.event(region, capacity=1)
    waiting(event, now)
    assert answer(event, now) == ("full_waiting", 0, 1, True)
    event.promotion_ends = now
    assert answer(event, now) == ("open", 1, 1, True)
    event.waiting_list = WaitingListMode.MANUAL
    assert answer(event, now) == ("full_waiting", 0, 1, True)


def test_an_opening_is_named_in_the_zone_of_the_event(region, now):
    event = factories.event(region, time_zone="Europe/Helsinki")
    event.registration_opens = now.replace(year=now.year + 1, month=7, day=1, hour=20, minute=30)
    with translation.override("en"):
        assert availability(event, now=now).sentence == f"Registration opens on 1 July {now.year + 1}, 23:30."


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_events_takes_two_queries(region, now, count, django_assert_num_queries):
    events = [factories.event(region) for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(availabilities(events, now=now)) == count


def test_an_event_in_preparation_names_no_time_that_has_passed(region, now):
    event = factories.event(region, state=EventState.DRAFT)
    assert event.registration_opens < now
    assert availability(event, now=now).sentence == "Registration has not opened yet."
