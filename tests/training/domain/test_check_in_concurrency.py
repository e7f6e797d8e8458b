"""Several helpers at one door, on connections of their own: everybody is recorded once, and one helper is told so."""

import time
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from plugins.identifiers import luhn_digit
from tests import factories
from tests.concurrency import together
from training.domain import attendance
from training.domain.check_in import Outcome, check_in
from training.domain.events import update_event
from training.domain.numbers import give_numbers
from training.domain.registration import cancel
from training.domain.scanned import read
from training.domain.seating.seats import reconcile
from training.models import Attendance, Event

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NUMBERS = [body + luhn_digit(body) for body in (f"80276002{n:06}" for n in range(20))]


@pytest.fixture(autouse=True)
def _no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def session(region):
    event = factories.asks_for_efn(factories.event(region, capacity=30, starts_in=timedelta(0)))
    for number in NUMBERS:
        give_numbers(factories.registration(event), read(event, number).given({"de_efn"}))
    return event.sessions.get()


def test_four_scans_of_each_person_at_once_record_each_once(session, now):
    helpers = [factories.staff() for _ in range(4)]
    scans = [
        partial(check_in, session, read(session.event, number), by=helper, now=now) for number in NUMBERS for helper in helpers
    ]
    answers = together(scans)
    assert Counter(answer.outcome for answer in answers) == {Outcome.CAME_IN: 20, Outcome.KNOWN: 60}
    rows = Attendance.objects.values_list("registration", "minutes", "method", "recorded_by")
    told = {(a.registration.pk, 90, "scan", a.entry.recorded_by_id) for a in answers if a.outcome == Outcome.CAME_IN}
    assert (Attendance.objects.count(), set(rows)) == (20, told)


def test_looking_before_recording_tells_several_helpers_on_postgresql(session, now):
    """The negative control: without the locked row the same scans are told as first ones more than once."""
    registration = session.event.registrations.first()

    def naive() -> bool:
        with transaction.atomic():
            if known := Attendance.objects.filter(registration=registration, session=session).exists():
                return known
            time.sleep(0.01)
            attendance.mark(registration, session, minutes=90, now=now)
            return False

    first = together([naive] * 8).count(False)
    assert first > 1 if connection.vendor == "postgresql" else first == 1


def test_whoever_cancels_while_scanned_is_either_in_or_not_confirmed(session, now):
    registrations = list(session.event.registrations.order_by("pk"))
    scans = [partial(check_in, session, read(session.event, number), by=None, now=now) for number in NUMBERS]
    cancels = [partial(cancel, registration, by=factories.staff(), now=now) for registration in registrations]
    answers = together([job for pair in zip(scans, cancels, strict=True) for job in pair])[::2]
    assert {answer.outcome for answer in answers} <= {Outcome.CAME_IN, Outcome.NOT_CONFIRMED, Outcome.UNKNOWN}
    assert Attendance.objects.count() == sum(answer.outcome == Outcome.CAME_IN for answer in answers)


def test_people_come_in_while_the_seats_are_changed_and_neither_waits_for_the_other_for_ever(session, now):
    """Both lock the event before the people: the other way round each waits for the other, and PostgreSQL breaks one off."""
    scans = [partial(check_in, session, read(session.event, number), by=None, now=now) for number in NUMBERS]
    changes = [partial(update_event, Event.objects.get(), changes={}, capacity=30 + n, now=now) for n in range(20)]
    together(job for pair in zip(scans, changes, strict=True) for job in pair)
    assert Attendance.objects.count() == 20
    assert reconcile(session.event) == []
