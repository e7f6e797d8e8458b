from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from plugins.models import PluginActivation, Region
from tests import factories
from training.domain.accrediting.deadlines import deadlines_of, tasks_in, tasks_of
from training.models import Accreditation

pytestmark = pytest.mark.django_db

PLANNED = {"status": "planned", "granted": None}


def local_day(moment, event):
    return moment.astimezone(ZoneInfo(event.time_zone)).date()


def asked(event, **fields):
    """An accreditation by the Saxon chamber: to be applied for 28 days before the event, reported 14 days after it."""
    return factories.grant(event, scheme="de_sn_2013", **fields)


def seen(tasks):
    return [(task.kind, task.accreditation.event.title, task.due, task.is_overdue) for task in tasks]


def test_an_application_is_due_so_many_days_before_the_event_begins_where_it_is(region, now):
    event = factories.event(region, title="Soon", starts_in=timedelta(days=28))
    due = local_day(event.start, event) - timedelta(days=28)
    assert seen(tasks_of([asked(event, **PLANNED)], now=now)) == [("apply", "Soon", due, False)]
    assert seen(tasks_of(Accreditation.objects.all(), now=now + timedelta(days=1))) == [("apply", "Soon", due, True)]


def test_a_report_is_due_so_many_days_after_the_end_until_it_is_noted(region, now):
    event = factories.event(region, title="Over", starts_in=timedelta(days=-20))
    made = asked(event)
    assert seen(tasks_of([made], now=now)) == [("report", "Over", local_day(event.end, event) + timedelta(days=14), True)]
    made.reported_on = local_day(now, event)
    assert tasks_of([made], now=now) == []


@pytest.mark.parametrize(
    ("starts_in", "fields"),
    [(-20, PLANNED), (20, {}), (20, {"status": "applied", "granted": None}), (-20, {"status": "withdrawn"})],
)
def test_nothing_is_owed_for_an_event_that_is_past_applying_or_not_over_yet(region, now, starts_in, fields):
    asked(factories.event(region, starts_in=timedelta(days=starts_in)), **fields)
    assert (tasks_of(Accreditation.objects.all(), now=now), tasks_in(Region.objects.all(), now=now)) == ([], [])


def test_nothing_is_owed_for_an_event_that_was_called_off(region, now):
    asked(factories.event(region, state="cancelled", starts_in=timedelta(days=20)), **PLANNED)
    assert (tasks_of(Accreditation.objects.all(), now=now), tasks_in(Region.objects.all(), now=now)) == ([], [])


def test_a_deadline_nobody_knows_is_a_task_without_a_day_and_comes_last(region, now):
    unknown = factories.grant(factories.event(region, title="No scheme", starts_in=timedelta(days=5)), **PLANNED)
    known = asked(factories.event(region, title="Saxon", starts_in=timedelta(days=50)), **PLANNED)
    tasks = tasks_of([unknown, known], now=now)
    assert [(task.accreditation.event.title, task.due is None) for task in tasks] == [("Saxon", False), ("No scheme", True)]


def test_a_body_whose_known_rule_has_no_report_gets_none(region, now):
    event = factories.event(region, starts_in=timedelta(days=-20))
    made = factories.grant(event, scheme="ch_siwf", unit="credits")
    assert (tasks_of([made], now=now), deadlines_of(made).wants_report) == ([], False)


def test_a_region_sets_the_days_with_the_plugin_and_broken_settings_leave_them_unknown(region, now):
    made = asked(factories.event(region, starts_in=timedelta(days=50)), **PLANNED)
    sets = [{"from": "2000-01-01", "values": {"apply_days": 21}}]
    activation = PluginActivation.objects.create(region=region, plugin="de_sn", config={"credits": {"de_sn_2013": sets}})
    assert deadlines_of(made).apply == local_day(made.event.start, made.event) - timedelta(days=21)
    activation.config = {"credits": {"de_sn_2013": "broken"}}
    activation.save()
    assert (deadlines_of(made).apply, deadlines_of(made).report, deadlines_of(made).wants_report) == (None, None, True)


def test_all_that_is_due_in_some_regions_takes_three_queries(region, django_assert_num_queries, now):
    regions = Region.objects.filter(pk=region.pk)
    factories.grant(factories.event(factories.office("Sachsen"), title="Elsewhere", starts_in=timedelta(days=9)), **PLANNED)
    for count in (1, 3):
        while Accreditation.objects.filter(event__region=region).count() < count:
            asked(factories.event(region, starts_in=timedelta(days=-50)))
        with django_assert_num_queries(3):
            assert len(tasks_in(regions, now=now)) == count
