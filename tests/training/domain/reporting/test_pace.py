"""How long a report waits, whoever was told so."""

from datetime import timedelta

import pytest

from plugins.api import ReportOutcome
from tests import factories
from training.domain.reporting.pace import FIRST_PAUSE, LONGEST_WAIT, MOST_FAILURES, go_on, pause, wait
from training.encryption import Secret
from training.models import CreditReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(region, now):
    grant = factories.grant(factories.event(region, starts_in=timedelta(days=-1)))
    return CreditReport.objects.create(accreditation=grant, state="running", secret=Secret.of("secret"), started_at=now)


def later(wait=None):
    return ReportOutcome(status="later", sentence="Wait", wait=wait)


def stands(report):
    return CreditReport.objects.values_list("state", "failures", "next_attempt_at", "problem").get(pk=report.pk)


def test_of_workers_told_at_the_same_time_the_first_counts_and_the_longest_wait_holds(report, now):
    for asked in (30, 90, 60):
        wait(report, later(asked), now=now)
    assert stands(report) == ("running", 1, now + timedelta(seconds=90), "Wait")


def test_an_attempt_after_the_wait_that_fails_again_counts(report, now):
    wait(report, later(), now=now)
    wait(report, later(), now=now + FIRST_PAUSE)
    assert stands(report) == ("running", 2, now + 3 * FIRST_PAUSE, "Wait")


def test_nobody_waits_longer_than_a_day_at_a_time(report, now):
    wait(report, later(10**6), now=now)
    assert stands(report) == ("running", 1, now + LONGEST_WAIT, "Wait")


def test_an_answer_ends_the_count_but_no_wait(report, now):
    wait(report, later(60), now=now)
    go_on(report, now=now)
    assert stands(report) == ("running", 1, now + timedelta(seconds=60), "Wait")
    go_on(report, now=now + timedelta(seconds=60))
    assert stands(report) == ("running", 0, None, "")


def test_after_too_many_attempts_the_report_stops_and_forgets_the_credential(report, now):
    CreditReport.objects.update(failures=MOST_FAILURES - 1)
    report.refresh_from_db()
    wait(report, later(60), now=now)
    assert (stands(report)[0], CreditReport.objects.get().secret, CreditReport.objects.get().problem) == (
        "paused",
        None,
        "Wait",
    )


def test_what_was_stopped_meanwhile_stays_as_the_office_left_it(report, now):
    CreditReport.objects.update(state="paused", secret=None)
    report.refresh_from_db()
    wait(report, later(60), now=now)
    pause(report, "Wrong password")
    go_on(report, now=now)
    assert stands(report) == ("paused", 0, None, "")
