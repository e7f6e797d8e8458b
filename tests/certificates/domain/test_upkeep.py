from datetime import timedelta

import pytest

from certificates.domain import issue, progress_of, resume, start_run
from certificates.models import Certificate
from tests import factories
from tests.certificates.altering import as_if_issued
from training.domain.progress import STALLED_AFTER
from training.domain.upkeep import tick

pytestmark = pytest.mark.django_db
LATER = STALLED_AFTER + timedelta(seconds=1)


@pytest.fixture
def attended(event):
    return factories.attended(factories.registration(event))


def test_the_tick_goes_on_with_a_run_whose_worker_was_stopped(event, attended, now):
    run = start_run(event, by=None, now=now)
    assert tick(now=now).done["certificates"] == 0
    assert tick(now=now + LATER).done["certificates"] == 1
    assert progress_of(run).is_finished
    assert tick(now=now + LATER).done["certificates"] == 0


def test_a_missing_file_is_made(attended, now):
    issue(attended, now=now)
    assert (resume(now=now), resume(now=now + LATER), resume(now=now + LATER)) == (0, 1, 0)
    assert Certificate.objects.get().pdf


def test_what_could_not_be_made_for_a_day_waits_for_a_person(attended, now):
    issue(attended, now=now)
    assert resume(now=now + timedelta(days=1, seconds=1)) == 0


def test_one_certificate_that_fails_keeps_no_other_from_its_file(event, attended, now):
    broken = issue(attended, now=now)
    issue(factories.attended(factories.registration(event)), now=now)
    as_if_issued(broken, {"schema": 0, "template": {"key": "standard"}})
    assert resume(now=now + LATER) == 1
