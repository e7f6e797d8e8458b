"""The anonymous form: what is held, for how long, and what becomes of it."""

from datetime import timedelta

import pytest

from tests import factories
from training.domain import registration as booking
from training.domain.seating.seats import reconcile
from training.enums import EventState, WaitingListMode
from training.models import Message, Registration

pytestmark = pytest.mark.django_db

HALF_HOUR = timedelta(minutes=30)


@pytest.fixture
def event(region):
    return factories.event(region, capacity=1)


@pytest.fixture
def forums(event):
    slot = factories.slot(event, "Erster Durchlauf")
    return [factories.session(slot, title=f"Forum {n}", capacity=1) for n in (1, 2)]


def request(event, email="kim@example.org", *, now, sessions=(), **fields) -> Registration:
    answers = booking.Answers(name="Kim", email=email, **fields)
    return booking.request_registration(event, answers=answers, sessions=sessions, now=now)


def held(event) -> int:
    assert reconcile(event) == []
    return event.seat_classes.get().taken


def test_a_request_holds_a_seat_for_half_an_hour_and_sends_nothing(event, now):
    made = request(event, now=now)
    assert (made.state, made.holds_seat, made.held_until, made.person) == ("requested", True, now + HALF_HOUR, None)
    assert (held(event), Message.objects.count()) == (1, 0)


def test_the_same_address_updates_its_request(event, forums, now):
    first = request(event, "kim@example.org", sessions=[forums[0]], now=now)
    again = request(event, "KIM@example.org", sessions=[forums[1]], remarks="Rollstuhl", now=now + timedelta(minutes=5))
    assert (again.pk, again.answers["remarks"]) == (first.pk, "Rollstuhl")
    assert again.held_until == now + timedelta(minutes=35)
    assert [(session.taken) for session in event.sessions.order_by("pk")] == [0, 0, 1]
    assert held(event) == 1


def test_a_request_for_a_full_event_holds_nothing_and_waits_once_confirmed(event, now):
    factories.registration(event)
    made = request(event, now=now)
    assert (made.state, made.holds_seat) == ("requested", False)
    confirmed = booking.confirm_request(made, person=factories.person(), now=now)
    assert (confirmed.state, confirmed.waiting_since) == ("waiting", now)
    assert held(event) == 1


def test_a_request_for_a_full_event_without_waiting_list_is_refused(event, now):
    event.waiting_list = WaitingListMode.NONE
    event.save()
    factories.registration(event)
    with pytest.raises(booking.EventFull, match="full and has no waiting list"):
        request(event, now=now)
    assert Registration.objects.count() == 1


def test_a_full_forum_refuses_a_request_and_an_update_keeps_the_old_one(event, forums, now):
    event.seat_classes.update(capacity=5)
    mine = request(event, "kim@example.org", sessions=[forums[1]], now=now)
    request(event, "alex@example.org", sessions=[forums[0]], now=now)
    with pytest.raises(booking.SessionFull):
        request(event, "robin@example.org", sessions=[forums[0]], now=now)
    with pytest.raises(booking.SessionFull):
        request(event, "kim@example.org", sessions=[forums[0]], remarks="neu", now=now)
    mine.refresh_from_db()
    assert (mine.bookings.get().session, mine.answers["remarks"], held(event)) == (forums[1], "", 2)


def test_requests_expire_and_others_move_up(event, now):
    late = request(event, now=now)
    waiting = factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now)
    assert booking.expire_requests(now=now + HALF_HOUR - timedelta(seconds=1)) == 0
    assert booking.expire_requests(now=now + HALF_HOUR) == 1
    late.refresh_from_db()
    waiting.refresh_from_db()
    assert (late.state, late.holds_seat, late.answers["name"]) == ("expired", False, "Kim")
    assert (waiting.state, held(event)) == ("confirmed", 1)


@pytest.mark.parametrize(("taken_meanwhile", "state"), [(False, "confirmed"), (True, "waiting")])
def test_a_late_code_gets_a_free_seat_or_a_place_on_the_waiting_list(event, now, taken_meanwhile, state):
    late = request(event, now=now)
    booking.expire_requests(now=now + HALF_HOUR)
    if taken_meanwhile:
        factories.registration(event)
    person = factories.person()
    confirmed = booking.confirm_request(late, person=person, now=now + timedelta(hours=2))
    assert (confirmed.pk, confirmed.state, confirmed.person) == (late.pk, state, person)
    assert (confirmed.answers["name"], held(event)) == ("Kim", 1)
    assert Message.objects.get().key == f"{state}:{late.pk}"


def test_a_late_code_whose_forum_filled_gets_the_seat_and_an_open_choice(event, forums, now):
    event.seat_classes.update(capacity=5)
    late = request(event, sessions=[forums[0]], now=now)
    booking.expire_requests(now=now + HALF_HOUR)
    request(event, "alex@example.org", sessions=[forums[0]], now=now + HALF_HOUR)
    person = factories.person(language="en")
    confirmed = booking.confirm_request(late, person=person, now=now + HALF_HOUR)
    assert (confirmed.state, confirmed.bookings.count(), held(event)) == ("confirmed", 0, 2)
    assert "- Erster Durchlauf" in Message.objects.get().text
    booking.change_sessions(confirmed, sessions=[forums[1]], now=now + HALF_HOUR)
    assert (confirmed.bookings.get().session, reconcile(event)) == (forums[1], [])


def test_a_late_code_after_closing_is_refused_in_words_and_keeps_the_answers(event, now):
    late = request(event, now=now)
    booking.expire_requests(now=now + HALF_HOUR)
    with pytest.raises(booking.RegistrationError, match=r"Registration has closed.*info@hessen\.example"):
        booking.confirm_request(late, person=factories.person(), now=event.start)
    late.refresh_from_db()
    assert (late.state, late.answers["name"]) == ("expired", "Kim")


def test_a_code_in_time_is_good_though_registration_closed_meanwhile(event, now):
    event.registration_closes = now + timedelta(minutes=1)
    event.save()
    made = request(event, now=now)
    confirmed = booking.confirm_request(made, person=factories.person(), now=now + timedelta(minutes=10))
    assert confirmed.state == "confirmed"


def test_a_code_for_an_event_cancelled_meanwhile_is_refused(event, now):
    made = request(event, now=now)
    event.state = EventState.CANCELLED
    event.save()
    with pytest.raises(booking.RegistrationError, match="is cancelled"):
        booking.confirm_request(made, person=factories.person(), now=now)


def test_a_code_entered_twice_answers_the_same_and_tells_once(event, now):
    made, person = request(event, now=now), factories.person()
    first = booking.confirm_request(made, person=person, now=now)
    assert booking.confirm_request(made, person=person, now=now) == first
    assert (Message.objects.count(), held(event)) == (1, 1)


def test_another_person_cannot_take_over_a_confirmed_request(event, now):
    made = request(event, now=now)
    booking.confirm_request(made, person=factories.person(), now=now)
    with pytest.raises(booking.RegistrationError, match="dealt with already"):
        booking.confirm_request(made, person=factories.person(), now=now)


def test_who_is_registered_already_keeps_that_and_the_request_is_closed(event, now):
    event.seat_classes.update(capacity=2)
    person = factories.person()
    mine = factories.registration(event, person)
    made = request(event, now=now)
    assert booking.confirm_request(made, person=person, now=now) == mine
    made.refresh_from_db()
    assert (made.state, made.holds_seat, held(event)) == ("cancelled", False, 1)


def test_a_request_for_an_event_with_approval_becomes_pending(event, now):
    event.needs_approval = True
    event.save()
    confirmed = booking.confirm_request(request(event, now=now), person=factories.person(), now=now)
    assert (confirmed.state, confirmed.holds_seat, confirmed.confirmed_at) == ("pending", True, None)
    assert Message.objects.get().calendar == ""


def test_a_newcomer_queues_behind_those_who_wait_though_a_seat_is_free(event, now):
    factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now)
    assert request(event, now=now).holds_seat is False
    event.promotion_ends = now
    event.save()
    assert request(event, "alex@example.org", now=now).holds_seat is True
