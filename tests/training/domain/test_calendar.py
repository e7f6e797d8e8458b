from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from training.domain.calendar import event_feed, invitation, personal_feed, region_feed
from training.domain.calendar.entry import Entry
from training.domain.calendar.writer import write_calendar, write_entry
from training.enums import EventState, RegistrationState
from training.models import SessionBooking

BERLIN = ZoneInfo("Europe/Berlin")
SUMMER = datetime(2026, 7, 1, 9, 0, tzinfo=BERLIN)
WINTER = datetime(2026, 12, 1, 9, 0, tzinfo=BERLIN)

ENTRY = Entry(
    uid="x@samkurs.example",
    sequence=3,
    stamp=datetime(2026, 1, 1, tzinfo=UTC),
    start=SUMMER,
    end=SUMMER + timedelta(hours=2),
    zone="Europe/Berlin",
    summary="Frühe Hilfen",
)


def calendar_of(entry: Entry, **options) -> bytes:
    return write_calendar([write_entry(entry)], zones=[entry.zone], **options)


@pytest.mark.parametrize("start", [SUMMER, WINTER], ids=["summer", "winter"])
def test_other_libraries_read_the_same_hour(start):
    written = calendar_of(replace(ENTRY, start=start, end=start + timedelta(hours=1)))
    assert icalendar.Calendar.from_ical(written).events[0].start == start
    assert vobject.readOne(written.decode()).vevent.dtstart.value == start


def test_the_time_zone_is_a_rule_and_not_a_list_of_dates():
    written = calendar_of(ENTRY)
    assert written.count(b"BEGIN:VTIMEZONE") == 1
    assert b"RDATE" not in written
    assert b"DTSTART;TZID=Europe/Berlin:20260701T090000\r\n" in written


def test_a_zone_without_a_known_rule_is_written_in_utc():
    written = calendar_of(replace(ENTRY, zone="America/New_York"))
    assert b"DTSTART:20260701T070000Z\r\n" in written
    assert b"VTIMEZONE" not in written


def test_the_same_entry_gives_the_same_bytes():
    assert calendar_of(ENTRY, name="A") == calendar_of(ENTRY, name="A")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_can_forge_a_line(summary, name):
    written = calendar_of(replace(ENTRY, summary=f"x{summary}", location=summary), name=f"n{name}")
    unfolded = written.replace(b"\r\n ", b"")
    assert b"\r" not in unfolded.replace(b"\r\n", b"")
    assert b"\n" not in unfolded.replace(b"\r\n", b"")
    assert unfolded.count(b"BEGIN:VEVENT") == 1
    assert len(icalendar.Calendar.from_ical(written).events) == 1


@pytest.mark.parametrize("evil", ["a\r\nATTENDEE:mailto:x@y.example", "a;b,c", "\x00\x07\x0b", 'a"\r\nEND:VEVENT'])
def test_known_attacks_stay_text(evil):
    entry = replace(ENTRY, summary=evil, description=evil, location=evil, attendee=(evil, "a@b.example"))
    parsed = icalendar.Calendar.from_ical(calendar_of(entry, name=f"n{evil}"))
    event = parsed.events[0]
    attendees = event["attendee"] if isinstance(event["attendee"], list) else [event["attendee"]]
    assert [str(attendee) for attendee in attendees] == ["mailto:a@b.example"]
    assert not any(char in calendar_of(entry) for char in b"\x00\x07\x0b")


def test_hints_for_clients_carry_the_value_type_rfc_7986_asks_for():
    written = calendar_of(ENTRY, name="A", source="https://example.org/a.ics")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in written
    assert b"SOURCE;VALUE=URI:https://example.org/a.ics\r\n" in written


def test_the_region_feed_shows_announced_and_cancelled_events_but_no_draft_and_no_other_region(region, now):
    shown = factories.event(region)
    cancelled = factories.event(region, state=EventState.CANCELLED, starts_in=timedelta(days=20))
    factories.event(region, state=EventState.DRAFT)
    factories.event(factories.region("Sachsen"))
    entries = region_feed(region, now=now).entries
    assert [(entry.uid, entry.cancelled) for entry in entries] == [
        (f"{shown.code.lower()}@samkurs.example", False),
        (f"{cancelled.code.lower()}@samkurs.example", True),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_region_feed_costs_the_same_for_any_number_of_events(region, now, count, django_assert_num_queries):
    for _ in range(count):
        factories.event(region)
    with django_assert_num_queries(2):
        assert len(region_feed(region, now=now).entries) == count


def test_an_event_of_two_days_has_an_entry_a_day(region):
    event = factories.event(region, end=factories.timezone.now() + timedelta(days=16))
    factories.slot(event, "Second day", after=timedelta(days=1, hours=1))
    entries = event_feed(event).entries
    assert [entry.uid for entry in entries] == [
        f"{event.code.lower()}@samkurs.example",
        f"{event.code.lower()}-2@samkurs.example",
    ]
    assert entries[1].start == event.start + timedelta(days=1, hours=1)


def test_the_etag_changes_with_the_content_only(region, now):
    event = factories.event(region)
    before = region_feed(region, now=now).etag
    assert region_feed(region, now=now + timedelta(minutes=1)).etag == before
    event.title = "Neuer Titel"
    event.save()
    assert region_feed(region, now=now).etag != before


def test_the_personal_feed_tells_the_chosen_session_and_drops_what_was_only_waited_for(region, now):
    event = factories.event(region)
    slot = factories.slot(event, "Foren")
    forum = factories.session(slot, title="Frühgeborene", room="Saal 2")
    registration = factories.registration(event)
    SessionBooking.objects.create(registration=registration, session=forum, slot=slot)
    factories.registration(
        factories.event(region), registration.person, state=RegistrationState.WAITING, holds_seat=False, confirmed_at=None
    )
    [entry] = personal_feed(registration.person, now=now).entries
    assert "Frühgeborene, Saal 2" in entry.description
    assert registration.token in entry.description


def test_an_invitation_names_one_attendee_and_a_cancellation_outranks_it(region):
    registration = factories.registration(factories.event(region))
    request = icalendar.Calendar.from_ical(invitation(registration, method="REQUEST"))
    cancel = icalendar.Calendar.from_ical(invitation(registration, method="CANCEL"))
    assert (request["method"], cancel["method"]) == ("REQUEST", "CANCEL")
    [asked], [called_off] = request.events, cancel.events
    assert str(asked["attendee"]) == f"mailto:{registration.email}"
    assert str(asked["organizer"]) == "mailto:noreply@samkurs.example"
    assert asked["uid"] == called_off["uid"]
    assert called_off["sequence"] > asked["sequence"]
    assert called_off["status"] == "CANCELLED"
