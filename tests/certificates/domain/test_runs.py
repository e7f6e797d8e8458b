from datetime import timedelta
from itertools import count

import pytest

from certificates.domain import CertificateError, issue_for_event, progress_of, retry, start_run, work_off
from certificates.models import Certificate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(event):
    return [factories.attended(factories.registration(event, factories.person(name))) for name in ("Ada", "Bo", "Cem")]


def test_a_run_gives_everybody_who_is_due_a_certificate_with_its_file(event, three, now):
    factories.registration(event)
    run = issue_for_event(event, by=None, now=now)
    progress = progress_of(run)
    assert (progress.total, progress.done, progress.failed, progress.is_finished) == (3, 3, 0, True)
    assert Certificate.objects.exclude(pdf="").count() == 3


def test_credits_are_awarded_before_certificates_are_issued(event, three, now):
    factories.grant(event, granted="4")
    issue_for_event(event, by=None, now=now)
    assert [certificate.snapshot["credits"][0]["amount"] for certificate in Certificate.objects.all()] == ["4.00"] * 3


def test_one_bad_record_stops_nobody_else_and_its_error_is_kept(event, three, now):
    run = start_run(event, by=None, now=now)
    three[1].attendances.all().delete()
    work_off(run, clock=lambda: now)
    progress = progress_of(run)
    assert (progress.done, progress.failed, progress.is_finished) == (2, 1, True)
    assert run.items.get(registration=three[1]).error
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [f"HE-{now.year}-0000{number}" for number in (1, 2)]


def test_an_unexpected_error_is_said_without_its_details_and_can_be_tried_again(event, three, now, settings):
    settings.CERTIFICATE_ROOT.mkdir(parents=True)
    in_the_way = settings.CERTIFICATE_ROOT / event.region.slug
    in_the_way.write_text("a file where a folder should be")
    run = issue_for_event(event, by=None, now=now)
    assert progress_of(run).failed == 3
    assert set(run.items.values_list("error", flat=True)) == {
        "An unexpected error happened. Please try again; if it stays, tell the administrator."
    }
    in_the_way.unlink()
    retry(run)
    assert work_off(run, clock=lambda: now).done == 3
    assert Certificate.objects.count() == 3


def test_failed_items_can_be_tried_again(event, three, now):
    run = start_run(event, by=None, now=now)
    lost = three[1].attendances.get()
    three[1].attendances.all().delete()
    work_off(run, clock=lambda: now)
    lost.pk = None
    lost.save()
    assert retry(run) == 1
    assert work_off(run, clock=lambda: now).done == 3


def test_an_interrupted_run_goes_on_where_it_stopped(event, three, now):
    run = start_run(event, by=None, now=now)
    calls = count()

    def stopped_in_the_middle():
        if next(calls) == 5:
            raise SystemExit
        return now

    with pytest.raises(SystemExit):
        work_off(run, clock=stopped_in_the_middle)
    assert (progress_of(run).done, progress_of(run).open) == (1, 2)
    assert work_off(run, clock=lambda: now).done == 3
    assert Certificate.objects.count() == 3


def test_nobody_due_is_said_and_leaves_no_run(event, three, now):
    issue_for_event(event, by=None, now=now)
    with pytest.raises(CertificateError, match="Nobody is due"):
        start_run(event, by=None, now=now)


def test_a_run_that_does_not_move_counts_as_stalled(event, three, now):
    progress = progress_of(start_run(event, by=None, now=now))
    assert not progress.is_stalled(now + timedelta(minutes=1))
    assert progress.is_stalled(now + timedelta(minutes=3))
