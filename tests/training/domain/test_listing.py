from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import factories
from training.domain.listing import Wish, dates_of, listed, matching, months_of, upcoming_events
from training.enums import EventState, RegistrationState

pytestmark = pytest.mark.django_db


def found(region, now, **wish):
    return list(matching(upcoming_events(region, now=now), Wish(**wish), now=now))


def test_upcoming_events_are_announced_and_not_over_the_next_one_first(region, now):
    later = factories.event(region, starts_in=timedelta(days=20))
    sooner = factories.event(region, starts_in=timedelta(days=2))
    factories.event(region, state=EventState.DRAFT)
    factories.event(region, starts_in=-timedelta(days=2))
    factories.event(factories.region("Sachsen"))
    assert list(upcoming_events(region, now=now)) == [sooner, later]


def test_every_word_is_looked_for_whatever_its_case(region, now):
    event = factories.event(region, title="Ärztlicher Kinderschutz", venue=factories.venue(region, city="Bad Nauheim"))
    factories.event(region, title="Kinderschutz")
    assert found(region, now, text="ärztlicher nauheim") == [event]
    assert found(region, now, text="ärztlicher dresden") == []


def test_events_for_a_profession_are_those_that_name_it_or_name_none(region, now):
    named = factories.event(region, professions=("midwife",), starts_in=timedelta(days=3))
    for_all = factories.event(region, starts_in=timedelta(days=4))
    factories.event(region, professions=("physician",))
    assert found(region, now, profession="midwife") == [named, for_all]


def test_a_month_ends_where_the_next_begins_at_the_place_of_the_event(region, now):
    events = upcoming_events(region, now=now)
    event = factories.event(region, starts_in=timedelta(days=3))
    other = factories.event(region, starts_in=timedelta(days=70))
    first, second = months_of(events, zone=ZoneInfo(region.time_zone))
    assert (found(region, now, month=first), found(region, now, month=second)) == ([event], [other])


def test_a_free_seat_is_one_a_newcomer_gets_at_once(region, now):
    free = factories.event(region)
    factories.event(region, state=EventState.CLOSED)
    factories.event(region, registration_opens=now + timedelta(days=1))
    factories.event(region, registration_closes=now - timedelta(hours=1))
    full = factories.event(region, capacity=1)
    factories.registration(full)
    awaited = factories.event(region, capacity=2)
    factories.registration(awaited, state=RegistrationState.WAITING, holds_seat=False)
    assert found(region, now, free=True) == [free]


def test_the_form_narrows_too(region, now):
    online = factories.event(region, delivery="virtual")
    factories.event(region)
    assert found(region, now, delivery="virtual") == [online]


@pytest.mark.parametrize("number", [1, 3])
def test_availability_costs_two_queries_however_many_events(region, now, number, django_assert_num_queries):
    for _count in range(number):
        factories.event(region)
    events = list(upcoming_events(region, now=now))
    with django_assert_num_queries(2):
        assert [entry.availability.free for entry in listed(events, now=now)] == [10] * number


def test_cancelled_dates_are_told_while_they_are_ahead_and_forgotten_afterwards(region, now):
    page = factories.course(region)
    ahead = factories.event(region, page=page, state=EventState.CANCELLED)
    held = factories.event(region, page=page, starts_in=-timedelta(days=9))
    factories.event(region, page=page, starts_in=-timedelta(days=8), state=EventState.CANCELLED)
    coming, over = dates_of(page, now=now)
    assert ([entry.event for entry in coming], over) == ([ahead], [held])
