import icalendar
import pytest

from tests import factories
from training.enums import EventState

pytestmark = pytest.mark.django_db


def test_a_feed_is_answered_with_304_until_something_changes(client, region):
    event = factories.event(region)
    first = client.get(f"/calendar/{region.slug}.ics")
    assert first.status_code == 200
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    again = client.get(f"/calendar/{region.slug}.ics", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    event.title = "Verschoben"
    event.save()
    changed = client.get(f"/calendar/{region.slug}.ics", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert icalendar.Calendar.from_ical(changed.content).events[0]["summary"] == "Verschoben"


def test_if_none_match_understands_weak_tags_lists_and_the_star(client, region):
    factories.event(region)
    etag = client.get(f"/calendar/{region.slug}.ics")["ETag"]
    for value in (f"W/{etag}", f'"other", {etag}', "*"):
        assert client.get(f"/calendar/{region.slug}.ics", headers={"if-none-match": value}).status_code == 304


def test_an_unknown_region_a_draft_and_a_wrong_token_are_not_found(client, region):
    draft = factories.event(region, state=EventState.DRAFT)
    for path in ("/calendar/nowhere.ics", f"/calendar/event/{draft.code}.ics", "/calendar/my/guess.ics"):
        assert client.get(path).status_code == 404


def test_the_personal_feed_is_private_and_sends_no_referrer(client, region):
    registration = factories.registration(factories.event(region))
    response = client.get(f"/calendar/my/{registration.person.calendar_token}.ics")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert len(icalendar.Calendar.from_ical(response.content).events) == 1


def test_an_event_file_is_published_and_invites_nobody(client, region):
    event = factories.event(region)
    calendar = icalendar.Calendar.from_ical(client.get(f"/calendar/event/{event.code}.ics").content)
    assert calendar["method"] == "PUBLISH"
    assert "attendee" not in calendar.events[0]
