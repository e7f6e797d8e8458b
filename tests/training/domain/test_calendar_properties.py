"""What plugins add to calendars: allowed names only, text that stays text, and feeds that no plugin can stop."""

from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from tests.training.domain.test_calendar import ENTRY, calendar_of
from training.domain.calendar import event_feed, invitation, personal_feed, region_feed
from training.domain.registration import cancel

HOOKS = """
from plugins.api import CalendarProperty, hookimpl

@hookimpl
def calendar_properties(region, event, settings):
    {body}
"""
GOOD = "return [CalendarProperty(name='categories', value=settings.get('word', 'Kurs, ' + region.slug)), "
GOOD += "CalendarProperty(name='X-ACME-CODE', value=event.code)]"


@pytest.fixture
def acme(installed, region):
    def install(body, **fields):
        installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)})
        PluginActivation.objects.create(region=region, plugin="acme", **fields)

    return install


def test_a_plugin_adds_to_every_kind_of_calendar(acme, region, now):
    acme(GOOD)
    registration = factories.registration(factories.event(region))
    event = registration.event
    added = (("CATEGORIES", "Kurs, hessen"), ("X-ACME-CODE", event.code))
    feeds = [region_feed(region, now=now), event_feed(event), personal_feed(registration.person, now=now)]
    assert [entry.more for feed in feeds for entry in feed.entries] == [added] * 3
    (read,) = icalendar.Calendar.from_ical(invitation(registration, method="REQUEST")).events
    assert (str(read["CATEGORIES"].cats[0]), str(read["X-ACME-CODE"])) == ("Kurs, hessen", event.code)


def test_only_regions_where_the_plugin_is_active_and_their_settings_count(acme, region, now):
    acme(GOOD, config={"word": "Fachtag"})
    other = factories.region("Sachsen")
    mine, theirs = factories.event(region), factories.event(other)
    assert [entry.more[0] for entry in region_feed(region, now=now).entries] == [("CATEGORIES", "Fachtag")]
    assert [entry.more for entry in region_feed(other, now=now).entries] == [()]
    person = factories.registration(mine).person
    factories.registration(theirs, person)
    assert [len(entry.more) for entry in personal_feed(person, now=now).entries] == [2, 0]


@pytest.mark.django_db(transaction=True)  # within a test's own transaction, each call would have a savepoint
@pytest.mark.parametrize("count", [1, 3])
def test_plugins_cost_one_query_a_region_however_many_events(acme, region, now, count, django_assert_num_queries):
    acme(GOOD)
    person = factories.person()
    for _number in range(count):
        factories.registration(factories.event(region), person)
    with django_assert_num_queries(3):
        region_feed(region, now=now)
    with django_assert_num_queries(4):
        personal_feed(person, now=now)


@pytest.mark.parametrize("name", ["ATTENDEE", "X-A:B", "X-A\\r\\nATTENDEE", "SUMMARY", "X-", "CATEGORIES;X=1", "x_y", ""])
def test_other_names_are_left_out_and_recorded(acme, region, now, name):
    acme(f"return [CalendarProperty(name='{name}', value='x'), CalendarProperty(name='CONTACT', value='Amt')]")
    factories.event(region)
    (entry,) = region_feed(region, now=now).entries
    assert entry.more == (("CONTACT", "Amt"),)
    assert [(failure.plugin, failure.phase.title) for failure in failures()] == [("acme", "run time")]


def test_a_value_without_end_is_left_out_and_recorded(acme, region, now):
    acme("return [CalendarProperty(name='CONTACT', value='x' * 1001)]")
    factories.event(region)
    assert [entry.more for entry in region_feed(region, now=now).entries] == [()]
    (failure,) = failures()
    assert failure.cause == "The value of the calendar property CONTACT has more than 1000 characters."


@pytest.mark.parametrize("body", ["raise RuntimeError", "return 5", "return [CalendarProperty(name='CONTACT', value=5)]"])
def test_a_plugin_that_fails_leaves_the_feed_as_it_is_without_it(acme, client, region, body):
    event = factories.event(region)
    before = client.get(f"/calendar/{region.slug}.ics")
    acme(body)
    after = client.get(f"/calendar/{region.slug}.ics")
    assert (after.status_code, after.content, after["ETag"]) == (200, before.content, before["ETag"])
    assert event.code.lower().encode() in after.content
    assert [failure.plugin for failure in failures()] == ["acme"]


@pytest.mark.django_db(transaction=True)
def test_a_query_that_fails_in_a_plugin_does_not_undo_a_cancellation(acme, region, now):
    acme("from plugins.models import Region; Region.objects.extra(where=['no_such_column = 1']).first(); return []")
    registration = factories.registration(factories.event(region))
    cancel(registration, now=now)
    registration.refresh_from_db()
    assert (registration.state, registration.messages.count()) == ("cancelled", 1)
    assert [failure.plugin for failure in failures()] == ["acme"]


def test_the_etag_changes_with_what_a_plugin_adds(acme, region, now):
    factories.event(region)
    before = region_feed(region, now=now).etag
    acme(GOOD)
    added = region_feed(region, now=now)
    assert (added.etag != before, region_feed(region, now=now + timedelta(minutes=1)).etag) == (True, added.etag)
    PluginActivation.objects.update(config={"word": "Anders"})
    assert region_feed(region, now=now).etag not in {before, added.etag}


@given(st.text(max_size=200))
def test_no_value_can_forge_a_line_or_run_over(value):
    written = calendar_of(replace(ENTRY, more=(("CATEGORIES", value), ("X-ACME", f"{value}\r\nATTENDEE:mailto:x@y.example"))))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    lines = written.replace(b"\r\n ", b"").split(b"\r\n")
    assert not any(line.startswith((b"ATTENDEE", b" ")) or b"\n" in line or b"\r" in line for line in lines)
    assert [sum(line.startswith(name) for line in lines) for name in (b"BEGIN:VEVENT", b"CATEGORIES", b"X-ACME")] == [1, 1, 1]
    assert len(icalendar.Calendar.from_ical(written).events) == 1
