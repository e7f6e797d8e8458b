from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import factories
from training.domain import changes, events, scheduling
from training.domain.changes import tell_due
from training.domain.errors import ProgrammeError
from training.domain.events import EventError
from training.domain.scheduling import new_code, schedule
from training.domain.seating.shares import SharesError
from training.enums import EventState
from training.models import Contributor, Event, Message, Module

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2027, 3, 10, 9, 0, tzinfo=BERLIN)


@pytest.fixture
def course(region):
    return factories.course(region, ("Erkennen", "lecture", 90), ("Handeln", "lecture", 45), professions=("nurse",))


@pytest.fixture
def event(course, region, now):
    return schedule(course, region=region, start=MORNING, capacity=20, now=now)


def times(event):
    return [
        (slot.label, f"{slot.start.astimezone(BERLIN):%d.%m. %H:%M}", f"{slot.end.astimezone(BERLIN):%H:%M}")
        for slot in event.slots.order_by("start")
    ]


def test_a_course_becomes_an_event_in_one_step(event, course, region, now):
    assert event.code.startswith("HE-")
    assert len(event.code) == 7
    assert not set(event.code[3:]) & set("01ILOU")
    assert (event.title, event.summary, event.host) == (course.title, course.intro, region.organisation)
    assert event.professions == ("nurse",)
    assert event.state == EventState.DRAFT
    assert event.registration_opens == now
    assert event.registration_closes == MORNING
    assert event.cancellation_deadline == MORNING - timedelta(days=3)
    assert event.promotion_ends == MORNING - timedelta(hours=24)
    assert event.seat_classes.get().capacity == 20


@pytest.mark.parametrize(("zone", "day"), [("Europe/Berlin", 11), ("Europe/Lisbon", 10)])
def test_the_day_of_a_moment_is_the_one_where_the_event_is(zone, day):
    assert Event(time_zone=zone).day_of(datetime(2027, 3, 11, 0, 30, tzinfo=BERLIN)) == date(2027, 3, day)


def test_modules_follow_each_other_with_breaks(event):
    assert times(event) == [("Erkennen", "10.03. 09:00", "10:30"), ("Handeln", "10.03. 10:45", "11:30")]
    assert [session.capacity for session in event.sessions.all()] == [None, None]


def test_a_day_has_one_lunch_and_a_long_programme_goes_on_the_next_day(region, now):
    course = factories.course(region, *((f"Teil {number}", "lecture", 90) for number in range(1, 7)))
    event = schedule(course, region=region, start=MORNING, capacity=20, now=now)
    assert times(event) == [
        ("Teil 1", "10.03. 09:00", "10:30"),
        ("Teil 2", "10.03. 10:45", "12:15"),
        ("Teil 3", "10.03. 13:15", "14:45"),
        ("Teil 4", "10.03. 15:00", "16:30"),
        ("Teil 5", "11.03. 09:00", "10:30"),
        ("Teil 6", "11.03. 10:45", "12:15"),
    ]
    assert event.end == datetime(2027, 3, 11, 12, 15, tzinfo=BERLIN)


def test_the_forums_of_a_conference_run_side_by_side_in_every_run(now):
    region = factories.region(language="en")
    forums = [(f"Forum {number}", "forum", 75) for number in range(1, 10)]
    page = factories.conference(region, ("Eröffnung", "lecture", 60), *forums, ("Abschluss", "lecture", 30))
    event = schedule(page, region=region, start=MORNING, capacity=260, runs=2, now=now)
    assert [label for label, _start, _end in times(event)] == ["Eröffnung", "Run 1", "Run 2", "Abschluss"]
    runs = event.slots.order_by("start")[1:3]
    assert [[session.title for session in run.sessions.order_by("pk")] for run in runs] == [[title for title, *_ in forums]] * 2
    assert {session.capacity for run in runs for session in run.sessions.all()} == {29}


def test_seats_of_parallel_sessions_can_be_given(region, now):
    page = factories.conference(region, ("A", "forum", 60), ("B", "forum", 60))
    event = schedule(page, region=region, start=MORNING, capacity=100, session_capacity=30, now=now)
    assert [session.capacity for session in event.sessions.all()] == [30, 30]


def test_drafts_on_the_page_do_not_reach_the_event(course, region, now):
    draft = course.get_latest_revision_as_object() if course.latest_revision else course
    draft.title = "Entwurf"
    draft.save_revision()
    event = schedule(draft, region=region, start=MORNING, capacity=20, now=now)
    assert event.title == "Kinderschutz in der Medizin"


def test_the_scientific_lead_is_copied_from_the_page(course, region, now):
    Contributor.objects.create(page=course, role="scientific_lead", name="Dr. Ada Muster")
    assert schedule(course, region=region, start=MORNING, capacity=5, now=now).scientific_lead == "Dr. Ada Muster"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"capacity": 0}, "at least one seat"), ({"runs": 0}, "at least once")],
)
def test_impossible_numbers_are_refused(course, region, now, change, refusal):
    with pytest.raises(EventError, match=refusal):
        schedule(course, region=region, start=MORNING, now=now, **{"capacity": 20} | change)


def test_an_unpublished_training_is_not_scheduled(course, region, now):
    course.unpublish()
    with pytest.raises(EventError, match="not published"):
        schedule(course, region=region, start=MORNING, capacity=20, now=now)


def test_a_training_of_another_region_is_not_scheduled(course, now):
    other = factories.region("Sachsen")
    factories.home(other)
    with pytest.raises(EventError, match="another region"):
        schedule(course, region=other, start=MORNING, capacity=20, now=now)


def test_a_training_without_modules_or_minutes_is_not_scheduled(region, now):
    empty = factories.course(region, title="Leer")
    page = factories.course(region, ("Kurz", "lecture", 0), title="Ohne Minuten")
    with pytest.raises(ProgrammeError, match="no published modules"):
        schedule(empty, region=region, start=MORNING, capacity=20, now=now)
    with pytest.raises(ProgrammeError, match="“Kurz” has no minutes"):
        schedule(page, region=region, start=MORNING, capacity=20, now=now)
    assert not Event.objects.exists()


def test_a_taken_code_is_drawn_again(event, course, region, now, monkeypatch):
    drawn = iter([event.code[-4:], "ABCD"])
    letters = iter("".join(drawn))
    monkeypatch.setattr(scheduling.secrets, "choice", lambda _alphabet: next(letters))
    assert new_code(region) == "HE-ABCD"


@pytest.mark.parametrize("before", EventState.values)
@pytest.mark.parametrize(
    ("act", "after"),
    [
        (lambda event, now: events.announce(event, now=now), "open"),
        (lambda event, now: events.close(event, now=now), "closed"),
        (lambda event, now: events.cancel_event(event, reason="Krank", now=now), "cancelled"),
    ],
)
def test_only_the_transitions_of_the_table_happen(region, now, before, act, after):
    event = factories.event(region, state=before)
    if after in EventState.next[before]:
        act(event, now)
        assert Event.objects.get().state == after
    else:
        with pytest.raises(EventError, match="cannot become"):
            act(event, now)
        assert Event.objects.get().state == before


def test_an_empty_programme_is_not_announced(event, now):
    event.sessions.all().delete()
    with pytest.raises(EventError, match="programme is empty"):
        events.announce(event, now=now)


def test_cancelling_tells_everyone_active_and_takes_it_out_of_their_calendars(region, now):
    event = factories.event(region)
    confirmed = factories.registration(event)
    factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None)
    factories.registration(event, state="cancelled", holds_seat=False)
    assert events.cancel_event(event, reason="Die Referentin ist krank.", now=now) == 2
    assert (Message.objects.count(), tell_due(now=now), tell_due(now=now)) == (0, 2, 0)
    mail = Message.objects.get(registration=confirmed)
    assert mail.calendar_method == "CANCEL"
    assert "METHOD:CANCEL" in mail.calendar
    assert Event.objects.get().sequence == 1
    assert "Die Referentin ist krank." in mail.text
    assert Message.objects.get(registration__state="waiting").calendar == ""


def test_a_cancellation_needs_a_reason(region, now):
    event = factories.event(region)
    with pytest.raises(EventError, match="Enter a reason"):
        events.cancel_event(event, reason="  ", now=now)
    assert Event.objects.get().state == "open"


def test_moving_an_event_moves_its_programme_and_deadlines_and_updates_invitations(region, now):
    event = factories.event(region, cancellation_deadline=now + timedelta(days=10))
    registration = factories.registration(event)
    slot = event.slots.get()
    events.reschedule(event, start=event.start + timedelta(days=7), now=now)
    moved = Event.objects.get()
    assert moved.sequence == 1
    assert moved.registration_closes == moved.start
    assert moved.cancellation_deadline == now + timedelta(days=17)
    assert moved.slots.get().start == slot.start + timedelta(days=7)
    assert moved.sessions.get().end == slot.end + timedelta(days=7)
    tell_due(now=now)
    mail = Message.objects.get(registration=registration)
    assert mail.calendar_method == "REQUEST"
    assert "SEQUENCE:1" in mail.calendar


def test_an_event_that_is_over_is_not_moved(region, now):
    event = factories.event(region, starts_in=timedelta(days=-3))
    with pytest.raises(EventError, match="over or cancelled"):
        events.reschedule(event, start=now, now=now)


def test_a_new_place_raises_the_sequence_and_a_new_summary_does_not(region, now):
    event = factories.event(region)
    factories.registration(event)
    events.update_event(event, changes={"summary": "Anders"}, now=now)
    assert Event.objects.get().sequence == 0
    events.update_event(event, changes={"venue": factories.venue(region)}, now=now)
    assert Event.objects.get().sequence == 1
    assert tell_due(now=now) == 1


def test_what_changes_while_mails_are_written_is_told_again(region, now):
    event = factories.event(region)
    registration = factories.registration(event)
    events.reschedule(event, start=event.start + timedelta(days=7), now=now)
    as_it_was = Event.objects.get()
    events.cancel_event(event, reason="Sturm", now=now)
    changes._tell(as_it_was, now=now)
    assert tell_due(now=now) == 1
    keys = Message.objects.filter(registration=registration).order_by("pk").values_list("key", flat=True)
    assert list(keys)[-1] == f"event_cancelled:2:{registration.pk}"
    assert Event.objects.get().to_tell == ""


def test_an_event_that_cannot_be_told_of_keeps_no_other_from_being_told(region, now):
    for title in ("Erste", "Zweite"):
        event = factories.event(region, title=title)
        factories.registration(event)
        events.cancel_event(event, reason="Sturm", now=now)
    Event.objects.filter(title="Erste").update(time_zone="Nowhere/Never")
    assert tell_due(now=now) == 1
    assert list(Event.objects.order_by("pk").values_list("to_tell", flat=True)) == ["event_cancelled", ""]


def test_seats_cannot_fall_below_those_taken(region, now):
    event = factories.event(region, capacity=2)
    factories.registration(event)
    factories.registration(event)
    with pytest.raises(SharesError, match="2 seats are taken"):
        events.update_event(event, changes={}, capacity=1, now=now)
    events.update_event(event, changes={}, capacity=3, now=now)
    assert event.seat_classes.get().capacity == 3


def test_registration_windows_are_checked(region, now):
    event = factories.event(region)
    with pytest.raises(EventError, match="closes before it opens"):
        events.update_event(event, changes={"registration_opens": event.start}, now=now)
    with pytest.raises(EventError, match="after the end"):
        events.update_event(event, changes={"registration_closes": event.end + timedelta(days=1)}, now=now)


def test_the_session_outlives_its_module(event, course):
    Module.objects.filter(page=course).delete()
    assert [session.title for session in event.sessions.order_by("start")] == ["Erkennen", "Handeln"]
