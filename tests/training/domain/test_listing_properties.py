"""Whatever the plan of seats, who waits and which times have passed: list, event page and registration say the same."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests import factories
from training.domain import registration as booking
from training.domain.errors import RegistrationError
from training.domain.listing import listed, with_free_seats
from training.domain.seating.availability import availability
from training.enums import EventState, WaitingListMode
from training.models import Event, Registration, SeatClass

pytestmark = pytest.mark.django_db

PROFESSIONS = ("physician", "nurse", "judge")
HOURS = st.none() | st.sampled_from([-1, 0, 1])
"""Hours from now: what is set to them lies behind, is this moment, or is to come."""


@st.composite
def shares(draw) -> list[dict]:
    """Shares of some of the professions, each as a reserve or a cap, released or not, with some seats taken."""
    owners = draw(st.lists(st.integers(0, 2), min_size=3, max_size=3))
    found = []
    for number in (1, 2):
        names = tuple(name for name, owner in zip(PROFESSIONS, owners, strict=True) if owner == number)
        if names:
            hours, capacity = draw(HOURS), draw(st.integers(1, 2))
            taken = draw(st.integers(0, capacity))
            fields = {"professions": names, "capacity": capacity, "taken": taken, "overflow": draw(st.booleans())}
            found.append(fields | {"released_at": hours})
    return found


PLANS = st.fixed_dictionaries(
    {
        "shares": shares(),
        "everybody": st.integers(0, 2).flatmap(lambda seats: st.tuples(st.just(seats), st.integers(0, seats))),
        "waiting": st.lists(st.sampled_from(PROFESSIONS), max_size=2),
        "state": st.sampled_from([EventState.OPEN] * 7 + list(EventState)),
        "waiting_list": st.sampled_from(WaitingListMode),
        "opens": HOURS,
        "closes": st.sampled_from([None, None, 1, 1, 0, -1]),
        "promotion_ends": HOURS,
        "begins": st.sampled_from([48, 48, 48, 0, -1, -6, -7]),
    }
)


def set_up(region, now, plan) -> Event:
    def at(hours):
        return None if hours is None else now + timedelta(hours=hours)

    made = factories.event(
        region,
        capacity=1,
        state=plan["state"],
        waiting_list=plan["waiting_list"],
        registration_opens=at(plan["opens"]),
        registration_closes=at(plan["closes"]),
        promotion_ends=at(plan["promotion_ends"]),
        start=at(plan["begins"]),
        end=at(plan["begins"] + 6),
    )
    general = made.seat_classes.get()
    general.capacity, general.taken = plan["everybody"]
    general.save()
    homes = dict.fromkeys(PROFESSIONS, general)
    for share in plan["shares"]:
        own = SeatClass.objects.create(event=made, **share | {"released_at": at(share["released_at"])})
        homes |= dict.fromkeys(own.professions, own)
    for profession in plan["waiting"]:
        person = factories.person(profession=profession)
        fields = {"state": "waiting", "waiting_since": now, "answers": {"profession": profession}}
        Registration.objects.create(event=made, person=person, seat_class=homes[profession], **fields)
    return made


def gets_a_seat(made: Event, profession: str, now) -> bool:
    """What becomes of somebody who registers now. Nothing of it stays."""
    with transaction.atomic():
        person = factories.person(profession=profession)
        answers = booking.Answers(name=person.name, email=person.email, profession=profession)
        try:
            return booking.register(made, person=person, answers=answers, sessions=[], now=now).holds_seat
        except RegistrationError:
            return False
        finally:
            transaction.set_rollback(True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
def test_an_event_is_listed_as_free_for_a_profession_exactly_if_its_page_says_so_and_registering_gives_a_seat(
    region, now, plan
):
    with transaction.atomic():
        made = set_up(region, now, plan)
        is_listed = {profession: is_free(made, profession, now) for profession in ("", *PROFESSIONS)}
        event(f"listed for {sum(is_listed.values())} of 4")
        for profession in PROFESSIONS:
            page = availability(made, profession=profession, now=now)
            assert is_listed[profession] == (page.state == "open") == gets_a_seat(made, profession, now)
        page = availability(made, now=now)
        assert is_listed[""] == (page.state == "open")
        assert [entry.availability for entry in listed([made], now=now)] == [page]
        assert not any(is_listed.values()) or is_listed[""]
        transaction.set_rollback(True)


def is_free(made: Event, profession: str, now) -> bool:
    return with_free_seats(Event.objects.all(), profession=profession, now=now).filter(pk=made.pk).exists()


def test_a_seat_that_waits_for_somebody_else_or_for_nobody_is_listed_as_the_page_says_it(region, now):
    """What the list said otherwise: a queue for seats of a share, and a queue that no seat goes to any more."""
    over = factories.event(region, capacity=2, waiting_list=WaitingListMode.AUTOMATIC, promotion_ends=now)
    factories.registration(over, state="waiting", holds_seat=False, waiting_since=now)
    shared = factories.event(region, capacity=1, waiting_list=WaitingListMode.AUTOMATIC)
    share = SeatClass.objects.create(event=shared, professions=("nurse",), capacity=1, taken=1)
    person = factories.person(profession="nurse")
    Registration.objects.create(event=shared, person=person, state="waiting", waiting_since=now, seat_class=share)
    assert {made: is_free(made, "physician", now) for made in (over, shared)} == {over: True, shared: False}
    assert availability(shared, profession="physician", now=now).state == "full_waiting"
