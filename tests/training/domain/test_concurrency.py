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
from training.domain.queries import with_profession
from training.domain.seating.seats import reconcile
from training.domain.seating.shares import Share, set_seats, shares_of
from training.domain.seating.waiting_list import promote
from training.models import Message, Person, Registration

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _no_worker(settings):
    """Mails stay in the outbox: what is measured here is booking."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def people(number: int, professions: tuple[str, ...] = ("",)) -> list[Person]:
    return Person.objects.bulk_create(
        Person(name=f"Person {n}", email=f"p{n}@example.org", profession=professions[n % len(professions)])
        for n in range(number)
    )


def seated(event) -> Counter[str]:
    """How many of each profession hold a seat."""
    held = with_profession(Registration.objects.filter(event=event, holds_seat=True))
    return Counter(held.values_list("profession", flat=True))


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


def test_a_crowd_of_two_professions_fills_each_share_and_no_more(region, now):
    """30 seats for everybody, 10 kept for physicians who may take others, and at most 5 judges: 40, 40 and 40 come."""
    event = factories.event(region, capacity=45)
    shares = [Share(professions=("physician",), seats=10), Share(professions=("judge",), seats=5, overflow=False)]
    set_seats(event, total=45, shares=shares, now=now)
    crowd = people(120, ("physician", "nurse", "judge"))
    results = together(partial(register, event, person, now) for person in crowd)
    assert Counter(result.state for result in results) == {"confirmed": 45, "waiting": 75}
    found = seated(event)
    assert (found["judge"], found["physician"] + found["nurse"], found["physician"] >= 10) == (5, 40, True)
    assert [seats.free for seats in event.seat_classes.all()] == [0, 0, 0]
    assert reconcile(event) == []


def test_looking_at_the_cap_before_inserting_breaks_it_on_postgresql(region, now):
    """The negative control: the same crowd, counted by profession instead of by a class of seats of its own."""
    event = factories.event(region, capacity=60)

    def naive(person: Person) -> None:
        with transaction.atomic():
            if seated(event)["judge"] < 5:
                time.sleep(0.01)
                fields = {"seat_class": event.seat_classes.get(), "state": "confirmed", "holds_seat": True}
                Registration.objects.create(event=event, person=person, **fields)

    together(partial(naive, person) for person in people(40, ("judge",)))
    sold = seated(event)["judge"]
    assert sold > 5 if connection.vendor == "postgresql" else sold == 5


def test_the_last_seats_of_a_share_and_of_everybody_go_to_one_each(region, now):
    """Physicians may take both seats, nurses one of them: whoever is faster, both are taken and nobody gets a third."""
    for _round in range(6):
        event = factories.event(region, capacity=2)
        set_seats(event, total=2, shares=[Share(professions=("physician",), seats=1)], now=now)
        crowd = [factories.person(profession=("physician", "nurse")[n % 2]) for n in range(12)]
        together(partial(register, event, person, now) for person in crowd)
        found = seated(event)
        assert (found.total(), found["nurse"] <= 1) == (2, True)
        assert reconcile(event) == []


def test_cancelling_moving_up_and_sharing_anew_at_once_lose_no_seat_and_sell_none_twice(region, now):
    event = factories.event(region, capacity=24)
    share = Share(professions=("physician",), seats=8)
    set_seats(event, total=24, shares=[share], now=now)
    booked = together(partial(register, event, person, now) for person in people(60, ("physician", "nurse", "teacher")))
    first = [registration for registration in booked if registration.state == "confirmed"][::2]
    (made,) = shares_of(event)
    sharing = [
        partial(set_seats, event, total=24, shares=[Share(professions=("physician",), seats=n, pk=made.pk)], now=now)
        for n in (6, 10, 8)
    ]
    cancels = [partial(booking.cancel, registration, now=now) for registration in first for _twice in range(2)]
    promoters = [partial(promote, event, now=now) for _ in range(12)]
    results = together([*cancels[::2], *sharing, *promoters, *cancels[1::2]])
    assert {result.state for result in results[: len(first)]} == {"cancelled"}
    promote(event, now=now)
    assert reconcile(event) == []
    assert seated(event).total() == 24
    assert seated(event)["physician"] >= shares_of(event)[0].seats


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
