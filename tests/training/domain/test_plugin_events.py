"""Plugins hear of confirmed places and completed courses from the worker, each time once, and never before it is settled."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from tests.training.domain.awarding import award
from training.domain import registration as booking
from training.domain.by_hand import register_by_hand
from training.domain.seating.waiting_list import move_up
from training.models import Attendance, Message, Registration

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LISTENS = """
from django.db import connection
from plugins.api import hookimpl

heard = []

def hear(hook, region, registration, settings):
    heard.append((hook, registration.pk))
    last.update(region=region, registration=registration, settings=settings, in_transaction=connection.in_atomic_block)
    {then}

last = {{}}

@hookimpl
def registration_confirmed(region, registration, settings):
    hear("confirmed", region, registration, settings)

@hookimpl
def course_completed(region, registration, settings):
    hear("completed", region, registration, settings)
"""


@pytest.fixture(autouse=True)
def _queue(settings):
    """The queue a real site has; ``work`` is its worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def listener(installed, region):
    """Installs a plugin that hears both hooks, and gives its module."""

    def install(name="acme", then="pass"):
        files = {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": LISTENS.format(then=then)}
        installed.install(name, files)
        PluginActivation.objects.create(region=region, plugin=name, config={"room": "blue"})
        return __import__(f"{name}.hooks").hooks

    return install


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=2), capacity=2)


def work():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


def register(event, *, now, person=None):
    who = person or factories.person()
    answers = booking.Answers(name=who.name, email=who.email)
    return booking.register(event, person=who, answers=answers, sessions=[], now=now)


def directly(event, now):
    return register(event, now=now)


def with_a_code(event, now):
    answers = booking.Answers(name="Kim", email="kim@example.org")
    request = booking.request_registration(event, answers=answers, sessions=[], now=now)
    return booking.confirm_request(request, person=factories.person(), now=now)


def with_a_late_code(event, now):
    answers = booking.Answers(name="Kim", email="kim@example.org")
    request = booking.request_registration(event, answers=answers, sessions=[], now=now)
    booking.expire_requests(now=now + timedelta(hours=1))
    return booking.confirm_request(request, person=factories.person(), now=now)


def after_approval(event, now):
    type(event).objects.filter(pk=event.pk).update(needs_approval=True)
    event.refresh_from_db()
    registration = register(event, now=now)
    work()
    return booking.approve(registration, now=now, by=None)


def from_the_waiting_list(event, now):
    first, _second, waiting = (register(event, now=now) for _ in range(3))
    work()
    booking.cancel(first, now=now, by=factories.staff())
    return waiting


def moved_up_by_the_office(event, now):
    *_seated, waiting = (register(event, now=now) for _ in range(3))
    work()
    event.seat_classes.update(capacity=3)
    return move_up(waiting, now=now)


def by_hand(event, now):
    answers = booking.Answers(name="Kim", email="")
    return register_by_hand(event, answers=answers, sessions=[], by=factories.staff(), now=now)


WAYS = [directly, with_a_code, with_a_late_code, after_approval, from_the_waiting_list, moved_up_by_the_office, by_hand]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_a_confirmed_place_is_told_once(listener, event, now, way):
    hooks = listener()
    registration = way(event, now)
    told_before = [pk for _hook, pk in hooks.heard]
    work()
    assert Registration.objects.get(pk=registration.pk).state == "confirmed"
    assert [("confirmed", registration.pk)] == hooks.heard[len(told_before) :]
    assert registration.pk not in told_before


def test_a_plugin_is_told_who_where_and_with_its_settings_outside_of_every_transaction(listener, event, now):
    hooks = listener()
    registration = register(event, now=now)
    assert hooks.heard == []
    work()
    assert hooks.last["region"] == event.region.ref
    assert hooks.last["registration"] == registration.ref
    assert (dict(hooks.last["settings"]), hooks.last["in_transaction"]) == ({"room": "blue"}, False)


def test_a_registration_sent_twice_is_told_once(listener, event, now):
    hooks, person = listener(), factories.person()
    for _twice in range(2):
        register(event, person=person, now=now)
    work()
    assert len(hooks.heard) == 1


def test_whoever_comes_again_after_cancelling_is_told_of_again(listener, event, now):
    hooks, person = listener(), factories.person()
    first = register(event, person=person, now=now)
    work()
    booking.cancel(first, now=now, by=factories.staff())
    second = register(event, person=person, now=now)
    work()
    assert hooks.heard == [("confirmed", first.pk), ("confirmed", second.pk)]


def test_a_place_given_up_before_the_worker_came_is_not_told(listener, event, now):
    hooks = listener()
    booking.cancel(register(event, now=now), now=now, by=factories.staff())
    work()
    assert hooks.heard == []


def test_waiting_and_unapproved_registrations_are_not_told(listener, event, now):
    listener()
    event.seat_classes.update(taken=2)
    assert register(event, now=now).state == "waiting"
    type(event).objects.filter(pk=event.pk).update(needs_approval=True)
    event.refresh_from_db()
    event.seat_classes.update(taken=0)
    type(event).objects.filter(pk=event.pk).update(waiting_list="none")
    event.refresh_from_db()
    assert register(event, now=now).state == "pending"
    assert told() == 0


def told():
    return DBTaskResult.objects.filter(task_path="training.tasks.tell_plugins").count()


def test_what_is_rolled_back_is_told_to_nobody(listener, event, now):
    hooks = listener()
    with transaction.atomic():
        register(event, now=now)
        assert told() == 1
        transaction.set_rollback(True)
    work()
    assert (told(), hooks.heard, Registration.objects.count()) == (0, [], 0)


def test_where_no_plugin_listens_the_worker_gets_no_task(event, now):
    register(event, now=now)
    assert told() == 0


def test_a_plugin_that_is_off_in_the_region_is_not_told(listener, event, now):
    hooks = listener()
    PluginActivation.objects.update(enabled=False)
    register(event, now=now)
    work()
    assert hooks.heard == []


@pytest.mark.parametrize("then", ["raise RuntimeError('boom')", "raise SystemExit"])
def test_a_failing_plugin_hinders_no_other_and_no_mail(listener, event, now, then):
    listener("acme", then)
    healthy = listener("beta")
    registration = register(event, now=now)
    work()
    assert healthy.heard == [("confirmed", registration.pk)]
    assert [failure.plugin for failure in failures()] == ["acme"]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


@pytest.fixture
def attended(region, now):
    """A registration with all minutes of an event that is over."""
    event = factories.event(region, starts_in=timedelta(days=-2))
    return factories.attended(factories.registration(event))


def test_a_completed_course_is_told_when_credits_are_computed_and_once(listener, attended, now):
    hooks = listener()
    award(attended.event, now=now)
    award(attended.event, now=now + timedelta(hours=1))
    work()
    assert hooks.heard == [("completed", attended.pk)]
    assert (hooks.last["registration"], hooks.last["in_transaction"]) == (attended.ref, False)
    attended.refresh_from_db()
    assert attended.completed_at == now


def test_a_later_correction_takes_nothing_back_and_tells_nothing_again(listener, attended, now):
    hooks = listener()
    award(attended.event, now=now)
    for minutes in (10, 90):
        Attendance.objects.update(minutes=minutes)
        award(attended.event, now=now + timedelta(hours=minutes))
    work()
    attended.refresh_from_db()
    assert (hooks.heard, attended.completed_at) == ([("completed", attended.pk)], now)


def test_whoever_missed_a_minute_or_has_no_record_of_a_session_has_not_completed(listener, region, now):
    hooks = listener()
    event = factories.event(region, starts_in=timedelta(days=-2))
    factories.attended(factories.registration(event), minutes=89)
    partly = factories.attended(factories.registration(event))
    factories.registration(event)
    factories.session(factories.slot(event, "Nachmittag"), title="Vertiefung")
    award(event, now=now)
    work()
    assert (hooks.heard, Registration.objects.exclude(completed_at=None).count()) == ([], 0)
    session = event.sessions.get(title="Vertiefung")
    Attendance.objects.create(registration=partly, session=session, minutes=90, recorded_at=now)
    award(event, now=now)
    work()
    assert hooks.heard == [("completed", partly.pk)]


def test_a_session_that_others_chose_is_not_asked_of_me(listener, region, now):
    hooks = listener()
    event = factories.event(region, starts_in=timedelta(days=-2))
    slot = factories.slot(event, "Foren")
    mine, _other = (factories.session(slot, title=f"Forum {n}") for n in (1, 2))
    registration = factories.registration(event)
    registration.bookings.create(session=mine, slot=slot)
    factories.attended(registration)
    award(event, now=now)
    work()
    assert hooks.heard == [("completed", registration.pk)]
