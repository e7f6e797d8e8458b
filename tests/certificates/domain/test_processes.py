"""What only real processes show: a run killed in the middle, and a process that dies over one certificate."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.utils import timezone

from certificates.domain import go_on, progress_of, start_run, work_off
from certificates.domain.files import job_of
from certificates.domain.run_steps import CLAIM
from certificates.models import Certificate, IssueItem, SerialCounter
from certificates.rendering.crew import draw_all
from tests import factories
from tests.certificates.altering import as_if_issued
from tests.plugins.test_processes import ROOT, environment, url_of_the_test_database

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORKER = """
import sys
from pathlib import Path

if __name__ == "__main__":
    import django
    from django.conf import settings
    settings.CERTIFICATE_PROCESSES = 2
    settings.CERTIFICATE_ROOT = Path(sys.argv[2])
    django.setup()
    from django.utils import timezone
    from certificates.domain import work_off
    from certificates.models import IssueRun
    work_off(IssueRun.objects.get(pk=sys.argv[1]), clock=timezone.now)
"""


@pytest.fixture
def event(region):
    return factories.event(region, capacity=20, venue=factories.venue(region))


@pytest.fixture
def run(event, now):
    for number in range(12):
        factories.attended(factories.registration(event, factories.person(f"Kim {number}")))
    return start_run(event, by=None, now=now)


def test_a_run_killed_in_the_middle_loses_nobody_and_doubles_nobody(event, run, settings, tmp_path):
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    command = [sys.executable, str(script), str(run.pk), str(settings.CERTIFICATE_ROOT)]
    where = environment(url_of_the_test_database(), PYTHONPATH=str(ROOT))
    process = subprocess.Popen(command, cwd=ROOT, env=where, start_new_session=True)
    children = wait_for(lambda: IssueItem.objects.filter(done_at__isnull=False).count() >= 3 and children_of(process.pid))
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(timeout=10) == -signal.SIGKILL
    connection.close()
    done = progress_of(run).done
    assert 3 <= done < 12
    wait_for(lambda: not any(is_alive(child) for child in children))
    kept = dict(Certificate.objects.values_list("serial", "snapshot_sha256"))
    assert work_off(run, clock=lambda: timezone.now() + CLAIM).done == 12
    made = Certificate.objects.all()
    assert sorted(made.values_list("serial", flat=True)) == [f"HE-{run.started_at:%Y}-{n:05}" for n in range(1, 13)]
    assert kept.items() <= dict(made.values_list("serial", "snapshot_sha256")).items()
    assert (SerialCounter.objects.get().last, made.values("registration").distinct().count()) == (12, 12)
    assert sorted(made.values_list("pdf", flat=True)) == stored_files(settings.CERTIFICATE_ROOT)


def test_a_process_that_dies_over_a_certificate_costs_that_one_and_no_other(event, run, settings):
    settings.CERTIFICATE_PROCESSES = 2
    work_off(run, clock=timezone.now, most=0)
    killed = []

    def killing_one():
        if not killed and run.items.filter(done_at__isnull=False).exists():
            killed.append(multiprocessing.active_children()[0])
            killed[0].kill()
        return timezone.now()

    progress = work_off(run, clock=killing_one)
    assert (progress.done, progress.failed) == (11, 1)
    assert run.items.exclude(error="").get().error.startswith("Making the file needed too much memory or time.")
    go_on(run, now=timezone.now())
    assert work_off(run, clock=timezone.now).done == 12
    assert multiprocessing.active_children() == []


def test_a_page_that_cannot_be_filled_in_costs_that_one_and_no_other(event, run):
    work_off(run, clock=timezone.now, most=0)
    first = Certificate.objects.order_by("pk").first()
    gone = first.snapshot | {"template": {"key": "gone", "version": 1}}
    as_if_issued(first, gone)
    progress = work_off(run, clock=timezone.now)
    assert (progress.done, progress.failed) == (11, 1)
    assert "gone" in run.items.get(certificate=first).error


def test_a_process_that_takes_too_long_is_ended(event, run):
    work_off(run, clock=timezone.now, most=0)
    certificate = Certificate.objects.first()
    ((key, drawn),) = draw_all([job_of(certificate)], processes=1, deadline=0.01)
    assert (key, drawn.pdf) == (certificate.pk, b"")
    assert drawn.error.startswith("The file took too long to be made.")


def test_files_made_in_processes_are_those_made_here(event, run, now):
    work_off(run, clock=lambda: now, most=0)
    jobs = [job_of(certificate) for certificate in Certificate.objects.order_by("pk")[:3]]
    here, elsewhere = ({key: drawn.pdf for key, drawn in draw_all(jobs, processes=processes)} for processes in (0, 2))
    assert list(here) == [job.key for job in jobs]
    assert here == elsewhere
    assert all(here.values())


def wait_for(found, *, seconds=90):
    until = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < until, "It did not happen in time."
        time.sleep(0.05)
    return answer


def children_of(pid):
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return [int(child) for child in listed.split()]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def stored_files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.pdf"))
