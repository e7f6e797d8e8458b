"""Several organisers at one programme, on connections of their own: each decides on what the others have left."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import Max

from tests import factories
from tests.concurrency import together
from training.domain.errors import ProgrammeError
from training.domain.events import reschedule
from training.domain.programme import SessionFields, delete_slot, save_slot
from training.models import Event, Slot

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def event(region):
    return factories.event(region)


def hours_later(event: Event, hours: int) -> dict:
    return {"start": event.end + timedelta(hours=hours - 1), "end": event.end + timedelta(hours=hours)}


def end_of_programme(event: Event):
    return event.slots.aggregate(end=Max("end"))["end"]


def test_slots_added_at_once_leave_the_event_to_end_with_the_last(event, now):
    stale = [Event.objects.get() for _ in range(8)]
    jobs = [
        partial(
            save_slot,
            one,
            label=f"Run {n}",
            sessions=[SessionFields(title="Forum", minutes=60)],
            now=now,
            **hours_later(event, n + 1),
        )
        for n, one in enumerate(stale)
    ]
    together(jobs)
    assert event.slots.count() == 9
    assert Event.objects.get().end == end_of_programme(event)


def test_an_end_computed_without_the_lock_is_that_of_a_shorter_programme_on_postgresql(event):
    """The negative control: who added the earlier slot did not see the later one, and writes last."""

    def naive(hours: int, pause: float) -> None:
        with transaction.atomic():
            Slot.objects.create(event=event, label="Run", **hours_later(event, hours))
            end = end_of_programme(event)
            time.sleep(pause)
            Event.objects.filter(pk=event.pk).update(end=end)

    together([partial(naive, 2, 0.3), partial(naive, 1, 0.9)])
    is_right = Event.objects.get().end == end_of_programme(event)
    assert is_right is (connection.vendor != "postgresql")


def test_of_two_slots_deleted_at_once_one_stays(event, now):
    for _round in range(4):
        factories.session(factories.slot(event, "Run 1"))
        refused = together(partial(delete_slot, slot, now=now) for slot in Slot.objects.all())
        assert sorted(map(type, refused), key=str) == sorted([type(None), ProgrammeError], key=str)
        assert event.slots.count() == 1


def test_looking_for_another_slot_without_the_lock_leaves_none_on_postgresql(event):
    """The negative control: each finds the slot of the other, and both are gone."""
    factories.slot(event, "Run 1")

    def naive(slot: Slot) -> None:
        with transaction.atomic():
            if event.slots.exclude(pk=slot.pk).exists():
                time.sleep(0.3)
                slot.sessions.all().delete()
                slot.delete()

    together(partial(naive, slot) for slot in Slot.objects.all())
    assert event.slots.count() == (0 if connection.vendor == "postgresql" else 1)


def test_an_event_moved_by_several_at_once_moves_with_its_programme(event, now):
    starts = [event.start + timedelta(days=days) for days in (1, 2, 3, 4)]
    together(partial(reschedule, Event.objects.get(), start=start, now=now) for start in starts)
    moved = Event.objects.get()
    assert moved.start in starts
    assert moved.start == moved.slots.get().start
