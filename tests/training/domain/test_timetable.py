from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import factories
from training.domain.timetable import timetable

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Berlin")
DAY = date(2027, 1, 18)


def at(hour, minute=0, *, day=DAY):
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


@pytest.fixture
def event(region):
    """From nine to half past ten, one session of 90 minutes."""
    return factories.event(region, start=at(9), end=at(18))


def add(event, start, end, *minutes):
    slot = factories.slot(event, "More")
    slot.start, slot.end = start, end
    slot.save()
    for number, length in enumerate(minutes):
        factories.session(slot, title=f"Forum {number}", minutes=length)


def shown(day):
    return [(f"{row.start:%H:%M}", f"{row.end:%H:%M}", len(row.sessions), row.minutes) for row in day.rows]


def test_a_gap_between_two_slots_of_a_day_is_a_break(event):
    add(event, at(10, 45), at(12), 60)
    (day,) = timetable(event)
    assert (day.date, shown(day)) == (DAY, [("09:00", "10:30", 1, 90), ("10:30", "10:45", 0, 0), ("10:45", "12:00", 1, 60)])
    assert day.minutes == 150


def test_slots_that_follow_at_once_have_no_break_between(event):
    add(event, at(10, 30), at(12), 90)
    assert shown(timetable(event)[0]) == [("09:00", "10:30", 1, 90), ("10:30", "12:00", 1, 90)]


def test_of_sessions_side_by_side_the_shortest_counts(event):
    add(event, at(10, 30), at(12), 90, 60)
    (day,) = timetable(event)
    assert shown(day)[1] == ("10:30", "12:00", 2, 60)
    assert day.minutes == 150


def test_a_break_begins_where_the_longest_of_overlapping_slots_has_ended(event):
    add(event, at(9, 30), at(10), 30)
    add(event, at(11), at(12), 60)
    assert shown(timetable(event)[0])[2:] == [("10:30", "11:00", 0, 0), ("11:00", "12:00", 1, 60)]


def test_a_night_is_no_break_and_each_day_has_its_own_sum(event):
    add(event, at(9, day=DAY + timedelta(days=1)), at(10, day=DAY + timedelta(days=1)), 45)
    days = timetable(event)
    assert [(day.date, day.minutes, len(day.rows)) for day in days] == [(DAY, 90, 1), (DAY + timedelta(days=1), 45, 1)]


def test_an_event_without_slots_has_no_days(event):
    event.slots.all().delete()
    assert timetable(event) == ()


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_two_queries_however_many_slots(event, more, django_assert_num_queries):
    for number in range(more):
        add(event, at(11 + number), at(11 + number, 45), 45, 45)
    with django_assert_num_queries(2):
        timetable(event)
