"""Whatever mix of shares an event has and whatever people do: nobody is one too many, and nobody waits beside a free seat."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from training.domain import registration as booking
from training.domain.errors import DomainError
from training.domain.profession import change_profession
from training.domain.queries import with_profession
from training.domain.seating.plan import plan_of
from training.domain.seating.seats import reconcile
from training.domain.seating.shares import Share, set_seats
from training.domain.seating.waiting_list import move_up
from training.domain.upkeep import tick
from training.models import Registration

pytestmark = pytest.mark.django_db

PROFESSIONS = ["physician", "nurse", "teacher", "judge"]
ACTS = ["register", "register", "register", "request", "confirm", "cancel", "profession", "move_up", "later", "share"]
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.sampled_from(["", *PROFESSIONS]), st.integers(0, 3)),
    min_size=8,
    max_size=25,
)


@st.composite
def mixes(draw) -> list[tuple[tuple[str, ...], int, bool, int | None]]:
    """Up to three shares: professions, seats, whether they may take others, and the hours until the release."""
    owners = draw(st.lists(st.integers(0, 3), min_size=4, max_size=4))
    shares = []
    for number in range(3):
        professions = tuple(name for name, owner in zip(PROFESSIONS, owners, strict=True) if owner == number)
        if professions:
            hours = draw(st.none() | st.integers(0, 3))
            shares.append((professions, draw(st.integers(1, 2)), draw(st.booleans()), hours))
    return shares


class Office:
    """An event with a mix of shares, ten persons, and a clock."""

    def __init__(self, region, now, mixes, everybody: int):
        self.now, self.mixes, self.shared_anew = now, mixes, False
        self.event = factories.event(region, capacity=1)
        self.people = [factories.person(profession="") for _ in range(10)]
        self.share(mixes[0], everybody)

    def share(self, mix, everybody: int) -> None:
        start = self.event.start - timedelta(days=10)
        shares = [
            Share(
                professions=professions,
                seats=seats,
                overflow=overflow,
                released_at=None if hours is None else start + timedelta(hours=hours),
            )
            for professions, seats, overflow, hours in mix
        ]
        total = everybody + sum(share.seats for share in shares)
        set_seats(self.event, total=max(1, total), shares=shares, now=self.now)

    def do(self, step: str, who: int, profession: str, number: int) -> None:
        person, now = self.people[who], self.now
        answers = booking.Answers(name=person.name, email=person.email, profession=profession)
        rows = list(Registration.objects.filter(event=self.event).order_by("pk"))
        row = rows[who % len(rows)] if rows else None
        match step:
            case "register":
                booking.register(self.event, person=person, answers=answers, sessions=[], now=now)
            case "request":
                booking.request_registration(self.event, answers=answers, sessions=[], now=now)
            case "confirm" if row:
                booking.confirm_request(row, person=person, now=now)
            case "cancel" if row:
                booking.cancel(row, now=now)
            case "profession" if row and profession:
                change_profession(row, profession, now=now)
            case "move_up" if row:
                move_up(row, now=now)
            case "later":
                self.now += timedelta(minutes=40)
            case "share":
                self.share(self.mixes[number % len(self.mixes)], number)
                self.shared_anew = True


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, several=st.lists(mixes(), min_size=1, max_size=3), everybody=st.integers(0, 2))
def test_any_mix_keeps_its_seats_and_lets_nobody_wait_beside_a_free_one(region, now, steps, several, everybody):
    with transaction.atomic():
        office = Office(region, now + timedelta(days=4), several, everybody)
        for step in steps:
            with suppress(DomainError), transaction.atomic():
                office.do(*step)
            check_seats(office)
        before = list(Registration.objects.filter(event=office.event, holds_seat=True).values_list("pk", flat=True))
        assert tick(now=office.now).failed == []
        check_seats(office)
        check_waiting(office, before)
        transaction.set_rollback(True)


def check_seats(office: Office) -> None:
    """Counters are right, no class is over its capacity, and nobody sits above a cap or in a seat kept for others."""
    assert reconcile(office.event) == []
    plan = plan_of(office.event, now=office.now)
    assert all(0 <= seats.taken <= seats.capacity for seats in plan.classes)
    for row in with_profession(Registration.objects.filter(event=office.event, holds_seat=True)):
        open_to = {seats.pk for seats in plan.open_to(row.profession)}
        own = plan.share_of(row.profession)
        if own and not own.overflow:
            assert row.seat_class_id == own.pk
        else:  # who sat in a released share stays there when the office puts off its release
            assert row.seat_class_id in open_to or office.shared_anew


def check_waiting(office: Office, before: list[int]) -> None:
    plan = plan_of(office.event, now=office.now)
    waiting = with_profession(Registration.objects.filter(event=office.event, state="waiting"))
    assert [row.pk for row in waiting if plan.free_for(row.profession)] == []
    held = Registration.objects.filter(pk__in=before, state__in=["confirmed", "pending"]).values_list("holds_seat")
    assert set(held) <= {(True,)}
