"""Registering, changing and leaving, in words and with the seats that go with it."""

from datetime import timedelta

import pytest

from tests import factories
from training.domain import registration as booking
from training.domain.seats import reconcile
from training.enums import WaitingListMode
from training.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, capacity=2)


@pytest.fixture
def forums(event):
    """Two forums for one slot; the first has one seat."""
    slot = factories.slot(event, "Erster Durchlauf")
    return [factories.session(slot, title=f"Forum {n}", capacity=n) for n in (1, 2)]


def answers(email: str = "kim@example.org", **fields) -> booking.Answers:
    return booking.Answers(name="Kim Beispiel", email=email, **fields)


def register(event, *, sessions=(), now, person=None, **fields) -> Registration:
    return booking.register(event, person=person or factories.person(), answers=answers(), sessions=sessions, now=now, **fields)


def taken(event) -> list[int]:
    counters = [event.seat_classes.get().taken, *event.sessions.order_by("pk").values_list("taken", flat=True)]
    assert reconcile(event) == []
    return counters


def test_registering_confirms_and_takes_a_seat(event, now):
    registration = register(event, now=now)
    assert (registration.state, registration.holds_seat, registration.confirmed_at) == ("confirmed", True, now)
    assert taken(event) == [1, 0]


def test_a_chosen_forum_loses_a_seat(event, forums, now):
    register(event, sessions=[forums[0]], now=now)
    assert taken(event) == [1, 0, 1, 0]


def test_a_full_forum_is_refused_by_name_and_takes_no_seat(event, forums, now):
    register(event, sessions=[forums[0]], now=now)
    with pytest.raises(booking.SessionFull, match=r"“Forum 1” .*“Erster Durchlauf”"):
        register(event, sessions=[forums[0]], now=now)
    assert taken(event) == [1, 0, 1, 0]


def test_a_slot_with_a_choice_asks_for_one(event, forums, now):
    with pytest.raises(booking.RegistrationError, match="Erster Durchlauf"):
        register(event, now=now)
    with pytest.raises(booking.RegistrationError, match="Erster Durchlauf"):
        register(event, sessions=forums, now=now)


def test_a_full_event_leads_to_the_waiting_list(event, now):
    register(event, now=now)
    register(event, now=now)
    third = register(event, now=now)
    assert (third.state, third.holds_seat, third.waiting_since) == ("waiting", False, now)
    assert taken(event) == [2, 0]


def test_a_full_event_without_a_waiting_list_refuses(event, now):
    event.waiting_list = WaitingListMode.NONE
    event.save()
    register(event, now=now)
    register(event, now=now)
    with pytest.raises(booking.EventFull):
        register(event, now=now)
    assert Registration.objects.count() == 2


def test_cancelling_moves_the_next_one_up(event, now):
    first, _second = register(event, now=now), register(event, now=now)
    third, fourth = register(event, now=now), register(event, now=now + timedelta(seconds=1))
    booking.cancel(first, now=now)
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert (third.state, fourth.state) == ("confirmed", "waiting")
    assert taken(event) == [2, 0]


def test_a_request_holds_a_seat_and_becomes_a_registration(event, now):
    request = booking.request_registration(event, answers=answers(), sessions=[], now=now)
    assert (request.state, request.held_until) == ("requested", now + timedelta(minutes=30))
    assert taken(event) == [1, 0]
    person = factories.person()
    confirmed = booking.confirm_request(request, person=person, now=now)
    assert (confirmed.pk, confirmed.state, confirmed.person) == (request.pk, "confirmed", person)
    assert taken(event) == [1, 0]


def test_registering_takes_at_most_sixteen_queries(event, forums, now, django_assert_max_num_queries):
    """A whole POST may take 24: eight are left for session, account, person and the event itself."""
    person = factories.person()
    with django_assert_max_num_queries(16):
        register(event, sessions=[forums[0]], person=person, now=now)
