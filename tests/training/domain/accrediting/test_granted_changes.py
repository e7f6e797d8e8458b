from datetime import timedelta

import pytest

from plugins.models import Region
from tests import factories
from training.domain import events, programme
from training.domain.accrediting.accreditation import AccreditationError
from training.domain.accrediting.deadlines import tasks_in
from training.domain.accrediting.granted_changes import mark_told
from training.domain.programme import SessionFields
from training.models import ChangeNotice, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=30))


@pytest.fixture
def granted(event):
    return factories.grant(event)


def slot_with(event, **changes):
    """What ``save_slot`` is asked for to change the plenary."""
    slot = event.slots.get(label="Plenum")
    session = slot.sessions.get()
    fields = {"pk": session.pk, "title": session.title, "minutes": session.minutes} | changes
    return {"slot": slot, "label": slot.label, "start": slot.start, "end": slot.end, "sessions": [SessionFields(**fields)]}


def open_kinds():
    return [notice.kinds for notice in ChangeNotice.objects.filter(told_at=None)]


def test_moving_the_event_is_told_as_time_and_not_as_programme(event, granted, now):
    events.reschedule(event, start=event.start + timedelta(days=1), now=now)
    assert open_kinds() == [["time"]]


def test_changes_add_up_to_one_notice_for_each_body_that_granted(event, granted, region, now):
    factories.grant(event, body="Other chamber")
    factories.grant(event, body="Third chamber", status="applied", granted=None)
    venue = Venue.objects.create(region=region, name="Elsewhere", city="Bad Nauheim")
    events.update_event(event, changes={"scientific_lead": "Prof. Neu", "venue": venue}, now=now)
    programme.save_slot(event, now=now + timedelta(hours=1), **slot_with(event, title="Something else"))
    assert open_kinds() == [["place", "programme", "scientific_lead"]] * 2
    assert {notice.changed_at for notice in ChangeNotice.objects.all()} == {now + timedelta(hours=1)}


@pytest.mark.parametrize("changes", [{"summary": "Reworded"}, {"minimum": 5}, {"scientific_lead": ""}])
def test_what_no_grant_rests_on_is_not_told(event, granted, now, changes):
    events.update_event(event, changes=changes, now=now)
    programme.save_slot(event, now=now, **slot_with(event, room="Room 2"))
    assert open_kinds() == []


def test_without_a_grant_there_is_nobody_to_tell(event, now):
    events.reschedule(event, start=event.start + timedelta(days=1), now=now)
    assert open_kinds() == []


def test_an_event_that_is_called_off_is_a_task_until_the_body_was_told(event, granted, now):
    user = factories.staff()
    events.cancel_event(event, reason="Storm", now=now)
    (task,) = tasks_in(Region.objects.all(), now=now)
    assert (task.kind, task.change.kinds, task.is_overdue) == ("notify", ["called_off"], False)
    mark_told(task.change, seen=task.change.version, user=user, now=now)
    notice = ChangeNotice.objects.get()
    assert (notice.told_at, notice.told_by, tasks_in(Region.objects.all(), now=now)) == (now, user, [])


def test_a_change_after_the_body_was_told_is_a_task_of_its_own(event, granted, now):
    events.reschedule(event, start=event.start + timedelta(days=1), now=now)
    told = ChangeNotice.objects.get()
    mark_told(told, seen=told.version, user=None, now=now)
    events.update_event(event, changes={"scientific_lead": "Prof. Neu"}, now=now)
    assert (ChangeNotice.objects.count(), open_kinds()) == (2, [["scientific_lead"]])


def test_nobody_ticks_off_what_they_have_not_seen_nor_twice(event, granted, now):
    events.reschedule(event, start=event.start + timedelta(days=1), now=now)
    seen = ChangeNotice.objects.get()
    events.update_event(event, changes={"scientific_lead": "Prof. Neu"}, now=now + timedelta(minutes=1))
    with pytest.raises(AccreditationError, match="has changed again"):
        mark_told(seen, seen=seen.version, user=None, now=now)
    current = ChangeNotice.objects.get()
    mark_told(current, seen=current.version, user=None, now=now)
    with pytest.raises(AccreditationError, match="ticked this off already"):
        mark_told(current, seen=current.version, user=None, now=now)
