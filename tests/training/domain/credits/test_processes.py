"""Awards by several workers at once, and by one that is killed: nothing is lost, and nothing is written twice."""

import subprocess
import sys
import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.concurrency import together
from tests.processes import ROOT, environment, url_of_the_test_database
from training.domain.credits.runs import resume_stalled, start_run, work_off
from training.domain.progress import STALLED_AFTER
from training.models import CreditEntry, CreditRun, Registration

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PEOPLE = 25

WORKER = """
import time
import django
django.setup()
from django.db import connection
from django.utils import timezone
from training.domain.credits.runs import work_off
from training.models import CreditRun
written = 0

def stop_in_the_third_chunk(execute, sql, params, many, context):
    global written
    answer = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "training_creditentry"'):
        written += 1
        if written == 3:
            print("in the middle", flush=True)
            time.sleep(600)
    return answer

with connection.execute_wrapper(stop_in_the_third_chunk):
    work_off(CreditRun.objects.get(), clock=timezone.now, most=10)
"""


@pytest.fixture(autouse=True)
def _no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def event(region):
    event = factories.event(region, starts_in=timedelta(days=-2), capacity=PEOPLE)
    factories.grant(event)
    for _person in range(PEOPLE):
        factories.attended(factories.registration(event))
    return event


def entries_each():
    """How many entries each registration has, without repetition."""
    return {registration.credits.count() for registration in Registration.objects.all()}


def test_two_runs_at_once_write_everything_once(event, now):
    runs = [start_run(event, by=None, now=now) for _run in range(2)]
    together(partial(work_off, run, clock=lambda: now, most=3) for run in runs)
    finished = CreditRun.objects.order_by("pk")
    assert [(run.worked, run.failures.count()) for run in finished] == [(PEOPLE, 0), (PEOPLE, 0)]
    assert sum(run.written for run in finished) == CreditEntry.objects.count() == 2 * PEOPLE
    assert entries_each() == {2}


def test_several_workers_share_a_run_and_count_nobody_twice(event, now):
    run = start_run(event, by=None, now=now)
    together([partial(work_off, run, clock=lambda: now, most=3)] * 4)
    run.refresh_from_db()
    assert (run.worked, run.written, entries_each()) == (PEOPLE, 2 * PEOPLE, {2})


def test_looking_before_writing_without_a_lock_collides_on_postgresql(event, now):
    """The negative control: the same two at once do meet, and then only the constraint keeps the second entry out."""
    registration = event.registrations.first()

    def naive() -> bool:
        try:
            with transaction.atomic():
                if registration.credits.exists():
                    return True
                time.sleep(0.2)
                known = {"scheme": "hours", "plugin": "core", "plugin_version": "1", "unit": "hours", "facts": {}}
                CreditEntry.objects.create(registration=registration, status="undetermined", created_at=now, **known)
        except IntegrityError:
            return False
        return True

    met = not all(together([naive] * 4))
    assert met == (connection.vendor == "postgresql")
    assert registration.credits.count() == 1


def test_a_worker_killed_in_the_middle_of_a_chunk_loses_and_doubles_nothing(event, now):
    run = start_run(event, by=None, now=now)
    where = environment(url_of_the_test_database())
    with subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=where, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "in the middle\n"
        worker.kill()
    run.refresh_from_db()
    assert (run.worked, run.written, CreditEntry.objects.count(), run.finished_at) == (20, 40, 40, None)
    assert resume_stalled(now=run.moved_at + STALLED_AFTER) == 0
    assert resume_stalled(now=run.moved_at + STALLED_AFTER + timedelta(seconds=1)) == 1
    run.refresh_from_db()
    assert (run.worked, run.written, entries_each()) == (PEOPLE, 2 * PEOPLE, {2})
    assert Registration.objects.exclude(completed_at=None).count() == PEOPLE
