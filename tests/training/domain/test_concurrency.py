"""Many at once, on connections of their own: nothing oversold, nothing sold twice, nobody told twice."""

import time
from collections import Counter
from datetime import timedelta
from functools import partial
from itertools import product

import pytest
from django.db import connection, transaction

from tests import factories
from tests.concurrency import together
from training.domain import registration as booking
from training.domain.messages import send_due
from training.domain.seats import reconcile
from training.domain.waiting_list import promote
from training.models import Message, Person, Registration

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _no_worker(settings):
    """Mails stay in the outbox: what is measured here is booking."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def people(number: int) -> list[Person]:
    return Person.objects.bulk_create(Person(name=f"Person {n}", email=f"p{n}@example.org") for n in range(number))


def register(event, person, now, sessions=()) -> Registration:
    answers = booking.Answers(name=person.name, email=person.email)
    return booking.register(event, person=person, answers=answers, sessions=sessions, now=now)


def test_400_at_once_for_260_seats_give_exactly_260(region, now):
    event = factories.event(region, capacity=260)
    results = together(partial(register, event, person, now) for person in people(400))
    assert Counter(result.state for result in results) == {"confirmed": 260, "waiting": 140}
    assert event.seat_classes.get().taken == 260
    assert reconcile(event) == []
    assert Message.objects.count() == 400


def test_counting_before_inserting_oversells_on_postgresql(region, now):
    """The negative control: without the counter the same crowd oversells, so the test above can fail."""
    event = factories.event(region, capacity=20)

    def naive(person: Person) -> None:
        with transaction.atomic():
            if Registration.objects.filter(event=event, holds_seat=True).count() < 20:
                time.sleep(0.01)
                Registration.objects.create(
                    event=event, person=person, seat_class=event.seat_classes.get(), state="confirmed", holds_seat=True
                )

    together(partial(naive, person) for person in people(60))
    sold = Registration.objects.filter(event=event).count()
    assert sold > 20 if connection.vendor == "postgresql" else sold == 20


def test_a_person_who_presses_the_button_many_times_has_one_seat(region, now):
    event, (person,) = factories.event(region), people(1)
    results = together([partial(register, event, person, now)] * 12)
    assert {result.pk for result in results} == {Registration.objects.get().pk}
    assert event.seat_classes.get().taken == 1
    assert Message.objects.count() == 1


def test_a_form_sent_many_times_holds_one_seat_and_its_code_counts_once(region, now):
    event, (person,) = factories.event(region), people(1)
    answers = booking.Answers(name="Kim", email="kim@example.org")
    moments = [now + timedelta(seconds=n) for n in range(2)]
    requests = together(
        partial(booking.request_registration, event, answers=answers, sessions=[], now=moment) for moment in moments
    )
    assert {request.pk for request in requests} == {Registration.objects.get().pk}
    assert event.seat_classes.get().taken == 1
    together([partial(booking.confirm_request, Registration.objects.get(), person=person, now=now)] * 12)
    assert Registration.objects.get().state == "confirmed"
    assert (event.seat_classes.get().taken, Message.objects.count(), reconcile(event)) == (1, 1, [])


def test_20_cancelled_seats_go_to_the_20_who_wait_longest(region, now):
    event = factories.event(region, capacity=20)
    seated = [factories.registration(event) for _ in range(20)]
    waiting = [
        factories.registration(
            event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now + timedelta(seconds=n)
        )
        for n in range(60)
    ]
    cancels = [partial(booking.cancel, registration, now=now) for registration in seated for _twice in range(2)]
    promoters = [partial(promote, event, now=now) for _ in range(20)]
    together([job for pair in zip(cancels[::2], promoters, cancels[1::2], strict=True) for job in pair])
    moved = set(Registration.objects.filter(state="confirmed").values_list("pk", flat=True))
    assert moved == {registration.pk for registration in waiting[:20]}
    assert Counter(Message.objects.values_list("key", flat=True)) == Counter(
        [f"promoted:{registration.pk}" for registration in waiting[:20]]
        + [f"cancelled_by_participant:{registration.pk}" for registration in seated]
    )
    assert (event.seat_classes.get().taken, reconcile(event)) == (20, [])


def test_two_forums_each_are_booked_and_swapped_without_deadlock(region, now):
    event = factories.event(region, capacity=80)
    slots = [factories.slot(event, label, after=timedelta(hours=hours)) for label, hours in (("Eins", 2), ("Zwei", 4))]
    runs = [[factories.session(slot, title=f"Forum {n}", capacity=15) for n in range(4)] for slot in slots]
    choices = list(product(*runs))
    jobs = [
        partial(register, event, person, now, choices[n * 7 % 16][:: 1 - 2 * (n % 2)]) for n, person in enumerate(people(80))
    ]
    booked = [result for result in together(jobs) if isinstance(result, Registration)]
    assert reconcile(event) == []
    swaps = together(
        partial(booking.change_sessions, registration, sessions=choices[n * 5 % 16], now=now)
        for n, registration in enumerate(booked)
    )
    assert {type(result) for result in swaps} == {Registration, booking.SessionFull}
    assert event.seat_classes.get().taken == len(booked)
    assert reconcile(event) == []
    assert set(Counter(Registration.objects.values_list("bookings__registration", flat=True)).values()) == {2}


def test_many_workers_send_each_mail_once(region, now, mailoutbox):
    event = factories.event(region, capacity=40)
    for person in people(40):
        register(event, person, now)
    sent = together([partial(send_due, now=now)] * 8, workers=8)
    assert sum(sent) == 40
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == len(mailoutbox) == 40
