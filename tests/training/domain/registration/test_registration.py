"""Registering, changing and leaving, in words and with the seats that go with it."""

from datetime import timedelta

import pytest

from tests import factories
from training.domain import registration as booking
from training.domain.queries import sessions_of
from training.domain.seating.seats import reconcile
from training.enums import EventState, WaitingListMode
from training.models import Message, Registration

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


def test_sent_twice_it_is_the_same_registration_but_another_choice_is_pointed_out(event, forums, now):
    person = factories.person()
    first = register(event, person=person, sessions=[forums[0]], now=now)
    assert register(event, person=person, sessions=[forums[0]], now=now) == first
    with pytest.raises(booking.AlreadyRegistered, match="registered for this event already") as refusal:
        register(event, person=person, sessions=[forums[1]], now=now)
    assert refusal.value.registration == first
    assert taken(event) == [1, 0, 1, 0]


def test_who_cancelled_may_register_again(event, now):
    person = factories.person()
    first = register(event, person=person, now=now)
    booking.cancel(first, now=now)
    again = register(event, person=person, now=now)
    assert (again.pk != first.pk, again.state, taken(event)) == (True, "confirmed", [1, 0])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": EventState.CANCELLED}, "This event is cancelled"),
        ({"state": EventState.CLOSED}, r"Registration has closed.*info@hessen\.example"),
        ({"state": EventState.DRAFT}, "Registration opens|Registration has not opened"),
        ({"registration_opens": timedelta(hours=1)}, "Registration opens on"),
        ({"registration_closes": timedelta(0)}, "Registration has closed"),
        ({"registration_closes": None, "start": timedelta(0)}, "Registration has closed"),
        ({"registration_closes": timedelta(hours=9), "start": timedelta(hours=-9), "end": timedelta(0)}, "This event is over"),
    ],
)
def test_outside_the_window_each_refusal_says_why(event, now, change, sentence):
    for name, value in change.items():
        setattr(event, name, now + value if isinstance(value, timedelta) else value)
    event.save()
    with pytest.raises(booking.RegistrationError, match=sentence):
        register(event, now=now)
    with pytest.raises(booking.RegistrationError, match=sentence):
        booking.request_registration(event, answers=answers(), sessions=[], now=now)
    assert Registration.objects.count() == 0


def test_an_event_that_runs_may_stay_open_until_its_end(region, now):
    event = factories.event(region, starts_in=timedelta(hours=-2))
    event.registration_closes = event.end
    event.save()
    assert register(event, now=now).state == "confirmed"


def test_an_organiser_passes_over_window_approval_queue_and_choice_but_not_capacity(event, forums, now):
    event.needs_approval, event.registration_closes, event.waiting_list = True, now, WaitingListMode.NONE
    event.save()
    by = factories.staff()
    first = register(event, now=now, registered_by=by)
    assert (first.state, first.registered_by, first.bookings.count()) == ("confirmed", by, 0)
    register(event, now=now, registered_by=by)
    with pytest.raises(booking.EventFull):
        register(event, now=now, registered_by=by)
    event.state = EventState.CANCELLED
    event.save()
    with pytest.raises(booking.RegistrationError, match="is cancelled"):
        register(event, now=now, registered_by=by)


def test_sessions_of_another_event_or_without_a_choice_are_refused(event, forums, region, now):
    foreign = factories.event(region).sessions.get()
    for session in (foreign, event.sessions.order_by("pk").first()):
        with pytest.raises(booking.RegistrationError, match="only from the sessions offered"):
            register(event, sessions=[forums[0], session], now=now)


def test_a_slot_whose_sessions_are_all_full_asks_for_nothing(event, forums, now):
    event.sessions.filter(slot=forums[0].slot).update(capacity=0)
    assert register(event, now=now).state == "confirmed"


def test_a_full_forum_may_be_wished_for_on_the_waiting_list(event, forums, now):
    event.seat_classes.update(capacity=1)
    register(event, sessions=[forums[0]], now=now)
    second = register(event, sessions=[forums[0]], now=now)
    assert (second.state, second.bookings.get().session, taken(event)) == ("waiting", forums[0], [1, 0, 1, 0])


def test_sessions_are_swapped_all_at_once_or_not_at_all(event, forums, now):
    slot = factories.slot(event, "Zweiter Durchlauf", after=timedelta(hours=4))
    late = [factories.session(slot, title=f"Forum {n}", capacity=1) for n in (3, 4)]
    mine = register(event, sessions=[forums[0], late[0]], now=now)
    register(event, sessions=[forums[1], late[1]], now=now)
    with pytest.raises(booking.SessionFull, match="Forum 4"):
        booking.change_sessions(mine, sessions=[forums[1], late[1]], now=now)
    assert (taken(event), sessions_of(mine)[1:]) == ([2, 0, 1, 1, 1, 1], [forums[0], late[0]])
    booking.change_sessions(mine, sessions=[forums[1], late[0]], now=now)
    assert (taken(event), sessions_of(mine)[1:]) == ([2, 0, 0, 2, 1, 1], [forums[1], late[0]])


def test_sessions_cannot_be_changed_too_late_or_when_cancelled(event, forums, now):
    mine = register(event, sessions=[forums[0]], now=now)
    with pytest.raises(booking.RegistrationError, match="could be changed until"):
        booking.change_sessions(mine, sessions=[forums[1]], now=event.start)
    booking.cancel(mine, now=now)
    with pytest.raises(booking.RegistrationError, match="no longer active"):
        booking.change_sessions(mine, sessions=[forums[1]], now=now)


def test_a_participant_cancels_until_the_deadline_and_an_organiser_at_any_time(event, now):
    event.cancellation_deadline = now
    event.save()
    mine = register(event, now=now)
    with pytest.raises(booking.RegistrationError, match=r"You could cancel until .*info@hessen\.example"):
        booking.cancel(mine, now=now)
    assert taken(event) == [1, 0]
    cancelled = booking.cancel(mine, now=now, by=factories.staff(), reason="Doppelt")
    assert (cancelled.state, cancelled.cancelled_at, cancelled.cancellation_reason) == ("cancelled", now, "Doppelt")
    assert (taken(event), Message.objects.order_by("pk").last().key) == ([0, 0], f"cancelled_by_organiser:{mine.pk}")


def test_who_waits_may_leave_after_the_deadline(event, now):
    event.cancellation_deadline = now
    event.save()
    event.seat_classes.update(capacity=0)
    mine = register(event, now=now)
    assert booking.cancel(mine, now=now).state == "cancelled"
    assert Message.objects.order_by("pk").last().calendar == ""


def test_cancelling_twice_changes_and_tells_nothing_more(event, now):
    mine = register(event, now=now)
    booking.cancel(mine, now=now)
    again = booking.cancel(mine, now=now + timedelta(hours=1))
    assert (again.cancelled_at, taken(event), Message.objects.count()) == (now, [0, 0], 2)


def test_approval_confirms_and_rejection_gives_the_seat_to_the_next(event, now):
    event.needs_approval = True
    event.save()
    first, second, third = (register(event, now=now) for _ in range(3))
    by = factories.staff()
    assert (first.state, first.confirmed_at, third.state) == ("pending", None, "waiting")
    assert booking.approve(first, now=now, by=by).confirmed_at == now
    rejected = booking.reject(second, now=now, by=by, reason="Nur für Hebammen")
    third.refresh_from_db()
    assert (rejected.state, rejected.holds_seat, third.state, taken(event)) == ("rejected", False, "pending", [2, 0])
    with pytest.raises(booking.RegistrationError, match="No seat is free"):
        booking.approve(second, now=now, by=by)
    booking.cancel(third, now=now)
    assert (booking.approve(second, now=now, by=by).state, taken(event)) == ("confirmed", [2, 0])


def test_what_is_not_pending_cannot_be_rejected(event, now):
    mine = register(event, now=now)
    with pytest.raises(booking.TransitionRefused):
        booking.reject(mine, now=now, by=None, reason="")
    assert taken(event) == [1, 0]


def test_sessions_nobody_chooses_belong_to_everybody(event, forums, now):
    mine = register(event, sessions=[forums[1]], now=now)
    assert sessions_of(mine) == [event.sessions.get(title="Einführung"), forums[1]]


def test_a_wrong_counter_is_found_and_keeps_nobody_from_leaving(event, now):
    mine = register(event, now=now)
    event.seat_classes.update(taken=0)
    assert [(drift.taken, drift.rows) for drift in reconcile(event)] == [(0, 1)]
    booking.cancel(mine, now=now)
    assert taken(event) == [0, 0]


def test_a_sold_out_event_and_a_full_forum_are_read_and_never_written(event, forums, now, django_assert_max_num_queries):
    event.waiting_list = WaitingListMode.NONE
    event.save()
    register(event, sessions=[forums[0]], now=now)
    person = factories.person()
    with django_assert_max_num_queries(5) as full_forum, pytest.raises(booking.SessionFull):
        register(event, person=person, sessions=[forums[0]], now=now)
    register(event, sessions=[forums[1]], now=now)
    with django_assert_max_num_queries(4) as sold_out, pytest.raises(booking.EventFull):
        register(event, person=person, sessions=[forums[1]], now=now)
    assert {query["sql"][:6] for query in full_forum.captured_queries + sold_out.captured_queries} == {"SELECT"}


@pytest.mark.parametrize("state", ["requested", "expired", "confirmed", "cancelled", "waiting"])
def test_only_what_waits_for_approval_or_was_rejected_is_approved(region, now, state):
    person = {"person": None} if state in {"requested", "expired"} else {}
    registration = factories.registration(factories.event(region), state=state, holds_seat=False, **person)
    with pytest.raises(booking.RegistrationError, match="nothing to approve"):
        booking.approve(registration, now=now, by=None)
    assert Registration.objects.get().state == state


def test_a_rejected_registration_is_not_approved_beside_a_newer_one(region, now):
    event = factories.event(region)
    rejected = factories.registration(event, state="rejected", holds_seat=False)
    factories.registration(event, person=rejected.person)
    with pytest.raises(booking.RegistrationError, match="registered for this event again"):
        booking.approve(rejected, now=now, by=None)
