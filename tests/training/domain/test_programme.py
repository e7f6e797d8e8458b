from datetime import timedelta

import pytest

from tests import factories
from training.domain import programme
from training.domain.changes import tell_due
from training.domain.errors import ProgrammeError
from training.domain.programme import SessionFields
from training.models import Attendance, Event, Message, Session, SessionBooking

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region)


def save(event, slot, *sessions, now, **changes):
    times = {"label": slot.label, "start": slot.start, "end": slot.end} | changes
    return programme.save_slot(event, slot=slot, sessions=sessions, now=now, **times)


def fields(session, **changes):
    names = ("pk", "title", "minutes", "room", "lead", "delivery", "capacity")
    return SessionFields(**{name: getattr(session, name) for name in names} | changes)


def test_a_session_gets_a_room_and_participants_a_new_invitation(event, now):
    factories.registration(event)
    slot, session = event.slots.get(), event.sessions.get()
    save(event, slot, fields(session, room="Saal 1"), now=now)
    assert Session.objects.get().room == "Saal 1"
    assert Event.objects.get().sequence == 1
    assert tell_due(now=now) == 1


def test_an_event_never_ends_before_it_starts_when_its_first_slot_goes(event, now):
    first, later = event.slots.get(), factories.slot(event, "Run 2", after=timedelta(days=1))
    programme.delete_slot(first, now=now)
    moved = Event.objects.get()
    assert (moved.start, moved.end) == (later.start, later.end)


def test_a_change_of_the_lead_alone_writes_to_nobody(event, now):
    factories.registration(event)
    save(event, event.slots.get(), fields(event.sessions.get(), lead="Dr. Muster"), now=now)
    assert (Event.objects.get().sequence, Message.objects.count()) == (0, 0)


def test_the_event_follows_its_programme(event, now):
    earlier = event.start - timedelta(hours=1)
    save(event, event.slots.get(), fields(event.sessions.get()), now=now, start=earlier)
    assert (Event.objects.get().start, Event.objects.get().end) == (earlier, event.end)
    assert Session.objects.get().start == earlier


def test_a_slot_is_added_and_sessions_left_out_are_removed(event, now):
    start = event.end
    added = programme.save_slot(
        event,
        label="Run 1",
        start=start,
        end=start + timedelta(hours=1),
        sessions=[SessionFields(title="A", minutes=60, capacity=5), SessionFields(title="B", minutes=60)],
        now=now,
    )
    first = added.sessions.get(title="A")
    save(event, added, fields(first), now=now)
    assert [session.title for session in added.sessions.all()] == ["A"]


def test_refusals_say_what_to_do_and_change_nothing(event, now):
    registration = factories.registration(event)
    slot, session = event.slots.get(), event.sessions.get()
    choice = factories.slot(event, "Run 1")
    chosen = factories.session(choice, title="Forum A", capacity=2, taken=2)
    other = factories.session(choice, title="Forum B")
    SessionBooking.objects.create(registration=registration, session=chosen, slot=choice)
    with pytest.raises(ProgrammeError, match="ends before it starts"):
        save(event, slot, fields(session), now=now, end=slot.start)
    with pytest.raises(ProgrammeError, match="at least one session"):
        save(event, slot, now=now)
    with pytest.raises(ProgrammeError, match="do not fit the slot"):
        save(event, slot, fields(session, minutes=300), now=now)
    with pytest.raises(ProgrammeError, match="without being asked to choose"):
        save(event, slot, fields(session), SessionFields(title="Neu", minutes=30), now=now)
    with pytest.raises(ProgrammeError, match="2 people have chosen “Forum A”"):
        save(event, choice, fields(chosen, capacity=1), fields(other), now=now)
    with pytest.raises(ProgrammeError, match="“Forum A” has been chosen"):
        save(event, choice, fields(other), now=now)
    with pytest.raises(ProgrammeError, match="“Forum A” has been chosen"):
        programme.delete_slot(choice, now=now)
    assert Session.objects.count() == 3
    assert Event.objects.get().sequence == 0


def test_the_last_slot_stays(event, now):
    with pytest.raises(ProgrammeError, match="only slot"):
        programme.delete_slot(event.slots.get(), now=now)


def test_a_slot_goes_with_its_sessions(event, now):
    slot = factories.slot(event, "Run 1")
    factories.session(slot)
    programme.delete_slot(slot, now=now)
    assert [kept.label for kept in event.slots.all()] == ["Plenum"]
    assert event.sessions.count() == 1


def test_an_attended_session_stays(event, now):
    slot = factories.slot(event, "Run 1")
    attended = factories.session(slot)
    Attendance.objects.create(registration=factories.registration(event), session=attended, minutes=30, recorded_at=now)
    with pytest.raises(ProgrammeError, match="attended by people"):
        programme.delete_slot(slot, now=now)


def test_minutes_stay_as_they_are_once_the_attendance_is_closed(event, now):
    slot, session = event.slots.get(), event.sessions.get()
    spare = factories.slot(event, "Spare")
    factories.session(spare)
    Event.objects.update(attendance_closed_at=now)
    with pytest.raises(ProgrammeError, match="open the attendance again first"):
        save(event, slot, fields(session, minutes=session.minutes - 1), now=now)
    with pytest.raises(ProgrammeError, match="open the attendance again first"):
        save(event, slot, fields(session), SessionFields(title="Late", minutes=30), now=now)
    with pytest.raises(ProgrammeError, match="open the attendance again first"):
        programme.delete_slot(spare, now=now)
    assert [row.minutes for row in event.sessions.filter(slot=slot)] == [session.minutes]
    assert event.slots.count() == 2


def test_title_and_room_can_be_corrected_after_the_attendance_was_closed(event, now):
    Event.objects.update(attendance_closed_at=now)
    save(event, event.slots.get(), fields(event.sessions.get(), title="As it was held", room="Room 3"), now=now)
    assert Session.objects.values_list("title", "room").get() == ("As it was held", "Room 3")


def test_results_are_kept_one_row_per_sentence_in_order(event):
    session = event.sessions.get()
    programme.record_results(session, sentences=["Erstens.", "  ", " Zweitens. "])
    programme.record_results(session, sentences=["Erstens.", "Zweitens.", "Drittens."])
    assert [result.text for result in session.results.order_by("position")] == ["Erstens.", "Zweitens.", "Drittens."]


def test_a_slot_that_somebody_deleted_meanwhile_does_not_come_back(event, now):
    slot, session = factories.slot(event, "Run 2"), event.sessions.get()
    shown = event.slots.get(pk=slot.pk)
    programme.delete_slot(slot, now=now)
    with pytest.raises(ProgrammeError):
        save(event, shown, fields(session, pk=None), now=now)
    assert event.slots.count() == 1
