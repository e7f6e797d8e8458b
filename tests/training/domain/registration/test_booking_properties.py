"""Whatever people do in whatever order: counters are right, nobody is one too many, and who waits longest is next."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from training.domain import registration as booking
from training.domain.errors import RegistrationError
from training.domain.seating.seats import reconcile
from training.domain.seating.waiting_list import move_up, promote
from training.enums import RegistrationState
from training.models import Message, Registration

CAPACITY, ROOM = 3, 2
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["register", "request", "confirm", "cancel", "change", "expire", "promote", "move_up", "later"]),
        st.integers(0, 7),
        st.integers(0, 1),
    ),
    min_size=5,
    max_size=20,
)


class Office:
    """An event with three seats and two forums of two, eight persons, and a clock."""

    def __init__(self, region, now, *, approval: bool):
        self.now = now
        self.event = factories.event(region, capacity=CAPACITY, needs_approval=approval)
        slot = factories.slot(self.event, "Durchlauf")
        self.forums = [factories.session(slot, title=f"Forum {n}", capacity=ROOM) for n in range(2)]
        self.people = [factories.person() for _ in range(8)]

    def do(self, step: str, who: int, forum: int) -> None:
        person, choice, now = self.people[who], [self.forums[forum]], self.now
        answers = booking.Answers(name=person.name, email=person.email)
        rows = list(Registration.objects.filter(event=self.event).order_by("pk"))
        row = rows[who % len(rows)] if rows else None
        match step:
            case "register":
                booking.register(self.event, person=person, answers=answers, sessions=choice, now=now)
            case "request":
                booking.request_registration(self.event, answers=answers, sessions=choice, now=now)
            case "confirm" if row:
                booking.confirm_request(row, person=person, now=now)
            case "cancel" if row:
                booking.cancel(row, now=now)
            case "change" if row:
                booking.change_sessions(row, sessions=choice, now=now)
            case "move_up" if row:
                move_up(row, now=now)
            case "expire":
                booking.expire_requests(now=now)
            case "promote":
                promote(self.event, now=now)
            case "later":
                self.now += timedelta(minutes=10)

    def waiting(self) -> list[Registration]:
        waiting = Registration.objects.filter(event=self.event, state=RegistrationState.WAITING)
        return list(waiting.order_by("waiting_since", "pk"))


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, approval=st.booleans())
def test_any_sequence_keeps_counters_capacity_and_order(region, now, steps, approval):
    with transaction.atomic():
        office = Office(region, now, approval=approval)
        for step in steps:
            before = office.waiting()
            with suppress(RegistrationError), transaction.atomic():
                office.do(*step)
            check(office, before, step[0])
        transaction.set_rollback(True)


def check(office: Office, before: list[Registration], step: str) -> None:
    assert reconcile(office.event) == []
    seats = office.event.seat_classes.get()
    assert seats.taken <= CAPACITY
    assert all(session.taken <= ROOM for session in office.event.sessions.filter(capacity=ROOM))
    waiting = office.waiting()
    assert seats.taken == CAPACITY or not waiting
    if step != "move_up":
        assert_longest_first(before, waiting)
    active = Registration.objects.filter(state__in=RegistrationState.active).values_list("person", flat=True)
    assert len(active) == len(set(active))
    assert set(Registration.objects.filter(holds_seat=True).values_list("state", flat=True)) <= RegistrationState.seated
    told = Message.objects.filter(registration__event=office.event)
    assert told.count() == told.values("key").distinct().count()


def assert_longest_first(before: list[Registration], waiting: list[Registration]) -> None:
    """Whoever moved up had waited longer than everybody who waits on."""
    moved = [row for row in before if Registration.objects.get(pk=row.pk).holds_seat]
    left = [row for row in before if row in waiting]
    assert not moved or not left or before.index(moved[-1]) < before.index(left[0])
