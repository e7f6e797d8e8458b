"""Runs that award in the background: shown while they go, taken up again, and never written twice."""

from datetime import timedelta

import pytest

from tests import factories
from tests.training.domain.awarding import award
from training.domain.credits import runs as award_runs
from training.domain.credits.runs import go_on, progress_of, resume_stalled, work_off
from training.domain.credits.runs import start_run as order
from training.domain.progress import STALLED_AFTER, Progress
from training.domain.upkeep import tick
from training.models import CreditEntry, CreditRun

pytestmark = pytest.mark.django_db
LATER = STALLED_AFTER + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _no_worker(settings):
    """Orders wait in the queue that a real site has, so that a test decides who works them off."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=-2), capacity=50)


@pytest.fixture
def five(event):
    factories.grant(event)
    return [factories.attended(factories.registration(event)) for _ in range(5)]


def start_run(event, now):
    return order(event, by=None, now=now)


def test_a_run_tells_how_far_it_is_chunk_by_chunk(event, five, now):
    run = start_run(event, now)
    seen = []

    def clock():
        seen.append(progress_of(CreditRun.objects.get()))
        return now + timedelta(seconds=len(seen))

    finished = work_off(run, clock=clock, most=2)
    assert [(one.worked, one.percent, one.is_finished) for one in seen] == [
        (0, 0, False),
        (2, 40, False),
        (4, 80, False),
        (5, 83, False),  # nobody is left, which the run has still to find out
    ]
    assert [one.remaining for one in seen[:2]] == [None, timedelta(seconds=1.5)]
    assert (finished.total, finished.done, finished.failed, finished.percent) == (5, 5, 0, 100)
    run.refresh_from_db()
    assert (run.written, run.finished_at) == (10, now + timedelta(seconds=4))


def test_a_run_cut_off_after_a_chunk_goes_on_there(event, five, now):
    run = start_run(event, now)

    def dying():
        if CreditRun.objects.get().worked:
            raise KeyboardInterrupt
        return now

    with pytest.raises(KeyboardInterrupt):
        work_off(run, clock=dying, most=2)
    assert CreditEntry.objects.count() == 4
    work_off(run, clock=lambda: now, most=2)
    run.refresh_from_db()
    assert (run.worked, run.written, CreditEntry.objects.count()) == (5, 10, 10)


def test_a_second_run_writes_nothing(event, five, now):
    work_off(start_run(event, now), clock=lambda: now)
    again = start_run(event, now)
    work_off(again, clock=lambda: now)
    again.refresh_from_db()
    assert (again.worked, again.written, CreditEntry.objects.count()) == (5, 0, 10)


def test_whoever_fails_is_named_with_a_sentence_and_the_others_go_on(event, five, now):
    award(event, now=now)
    CreditEntry.objects.filter(registration=five[1]).update(facts={})
    run = start_run(event, now)
    progress = work_off(run, clock=lambda: now, most=2)
    assert (progress.done, progress.failed, progress.is_finished) == (4, 1, True)
    failure = run.failures.get()
    assert failure.registration == five[1]
    assert failure.reason


def test_an_event_without_participants_is_finished_at_once(event, now):
    progress = work_off(start_run(event, now), clock=lambda: now)
    assert (progress.total, progress.is_finished, progress.percent) == (0, True, 100)


def test_somebody_confirmed_meanwhile_is_awarded_too(event, five, now):
    run = start_run(event, now)
    factories.attended(factories.registration(event))
    progress = work_off(run, clock=lambda: now)
    assert (progress.total, progress.done) == (6, 6)


def test_the_tick_finishes_a_run_that_stands_still_and_no_other(event, five, now):
    run = start_run(event, now)
    assert tick(now=now).done["credits"] == 0
    assert progress_of(run).is_stalled(now + LATER)
    assert tick(now=now + LATER).done["credits"] == 1
    assert CreditEntry.objects.count() == 10
    assert tick(now=now + 2 * LATER).done["credits"] == 0


def test_a_run_nobody_could_finish_for_a_day_waits_for_a_person_who_goes_on(event, five, now):
    run = start_run(event, now)
    tomorrow = now + timedelta(days=1)
    assert resume_stalled(now=tomorrow) == 0
    assert go_on(run, by=None, now=tomorrow) == run
    work_off(run, clock=lambda: tomorrow)
    run.refresh_from_db()
    assert go_on(run, by=None, now=tomorrow) != run


def test_a_run_taken_up_by_a_person_later_is_resumed_again(event, five, now):
    run, next_week = start_run(event, now), now + timedelta(days=7)
    go_on(run, by=None, now=next_week)
    run.refresh_from_db()
    assert not progress_of(run).is_stalled(next_week)
    assert resume_stalled(now=next_week + LATER) == 1
    assert CreditEntry.objects.count() == 10


def test_a_run_that_breaks_keeps_no_other_from_being_resumed(event, five, region, now, caplog):
    broken = factories.event(region, starts_in=timedelta(days=-3), time_zone="Nowhere/Nowhere")
    factories.registration(broken)
    order(broken, by=None, now=now)
    run = start_run(event, now)
    assert resume_stalled(now=now + LATER) == 1
    run.refresh_from_db()
    assert (run.worked, progress_of(run).is_finished) == (5, True)
    assert [record.message for record in caplog.records] == [f"The credits of event {broken.pk} could not be resumed."]


def test_what_is_resumed_says_when_it_was_done(event, five, now):
    run = start_run(event, now)
    resume_stalled(now=now + LATER)
    run.refresh_from_db()
    assert now + LATER < CreditEntry.objects.first().created_at < run.finished_at < now + LATER + timedelta(minutes=5)


def test_only_so_much_is_resumed_at_a_time(event, five, now, monkeypatch):
    monkeypatch.setattr(award_runs, "A_ROUND", 2)
    run = start_run(event, now)
    assert resume_stalled(now=now + LATER, most=2) == 1
    run.refresh_from_db()
    assert (run.worked, run.finished_at) == (4, None)
    assert resume_stalled(now=now + 2 * LATER, most=2) == 1
    run.refresh_from_db()
    assert (run.worked, progress_of(run).is_finished) == (5, True)


def test_what_remains_is_said_once_something_is_done(now):
    def at(done, seconds):
        return Progress(total=10, done=done, failed=0, started=now, last_step=now + timedelta(seconds=seconds))

    assert (at(0, 5).remaining, at(4, 8).remaining, at(10, 20).remaining) == (None, timedelta(seconds=12), None)
