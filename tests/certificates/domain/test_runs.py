from datetime import timedelta

import pytest

from certificates.domain import (
    CertificateError,
    go_on,
    issue_for_event,
    pause,
    progress_of,
    render_pending,
    resume,
    start_run,
    work_off,
)
from certificates.domain.run_steps import CLAIM, fix_what_they_say
from certificates.models import Certificate, SerialCounter
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
    go_on(run, now=now)
    assert work_off(run, clock=lambda: now).done == 3
    assert Certificate.objects.count() == 3


def test_failed_items_can_be_tried_again(event, three, now):
    run = start_run(event, by=None, now=now)
    lost = three[1].attendances.get()
    three[1].attendances.all().delete()
    work_off(run, clock=lambda: now)
    lost.pk = None
    lost.save()
    go_on(run, now=now)
    assert work_off(run, clock=lambda: now).done == 3


def test_an_interrupted_run_goes_on_where_it_stopped(event, three, now):
    run = start_run(event, by=None, now=now)
    assert (work_off(run, clock=lambda: now, most=1).done, progress_of(run).open) == (1, 2)

    def stopped_before_the_file_is_stored():
        if run.items.filter(claimed_at__isnull=False).exists():
            raise SystemExit
        return now

    with pytest.raises(SystemExit):
        work_off(run, clock=stopped_before_the_file_is_stored)
    assert progress_of(run).done == 1
    assert work_off(run, clock=lambda: now).done == 2, "what another has claimed is left alone"
    assert work_off(run, clock=lambda: now + CLAIM).done == 3
    assert (Certificate.objects.count(), SerialCounter.objects.get().last) == (3, 3)


def test_a_paused_run_makes_no_file_and_goes_on_when_it_is_told_to(event, three, now):
    run = start_run(event, by=None, now=now)
    work_off(run, clock=lambda: now, most=1)
    pause(run, now=now)
    assert work_off(run, clock=lambda: now).done == 1
    assert (render_pending(now=now), resume(now=now + timedelta(hours=1))) == (0, 0)
    with pytest.raises(CertificateError, match="nothing to pause"):
        pause(run, now=now)
    go_on(run, now=now)
    assert work_off(run, clock=lambda: now).done == 3


def test_what_is_left_is_told_by_the_pace_since_it_last_went_on(event, three, now):
    run = start_run(event, by=None, now=now)
    work_off(run, clock=lambda: now + timedelta(seconds=2), most=1)
    assert progress_of(run).remaining == timedelta(seconds=4)
    pause(run, now=now)
    later = now + timedelta(hours=5)
    go_on(run, now=later)
    work_off(run, clock=lambda: later + timedelta(seconds=3), most=1)
    assert progress_of(run).remaining == timedelta(seconds=3)


def test_somebody_whom_the_database_refuses_costs_nobody_else_a_certificate(event, three, now):
    run = start_run(event, by=None, now=now)
    Certificate.objects.bulk_create(
        [
            Certificate(
                registration=three[0],
                region=event.region,
                serial=f"HE-{now.year}-00002",
                snapshot={},
                template_version=1,
                issued_at=now,
                revoked_at=now,
            )
        ]
    )
    progress = work_off(run, clock=lambda: now)
    assert (progress.done, progress.failed) == (1, 2)


def test_two_workers_fix_each_person_once(event, three, now):
    run = start_run(event, by=None, now=now)
    fix_what_they_say(run, clock=lambda: now)
    fix_what_they_say(run, clock=lambda: now)
    assert Certificate.objects.count() == 3


def test_nobody_due_is_said_and_leaves_no_run(event, three, now):
    issue_for_event(event, by=None, now=now)
    with pytest.raises(CertificateError, match="Nobody is due"):
        start_run(event, by=None, now=now)


def test_a_run_that_does_not_move_counts_as_stalled(event, three, now):
    progress = progress_of(start_run(event, by=None, now=now))
    assert not progress.is_stalled(now + timedelta(minutes=1))
    assert progress.is_stalled(now + timedelta(minutes=3))
