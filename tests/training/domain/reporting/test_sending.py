"""The whole way from an award to the body, with a server that behaves like the EIV; nothing lost, nothing twice."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.regions.eiv_server import PASSWORD, VNR
from tests.training.domain.awarding import award
from tests.training.domain.reporting.conftest import EFNS, over_and_awarded, take_part
from training.domain.numbers import GivenNumber, change_profile
from training.domain.reporting.claims import CLAIM
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.in_step import note_changes
from training.domain.reporting.lines import standing
from training.domain.reporting.pace import FIRST_PAUSE, MOST_FAILURES
from training.domain.reporting.sending import start, stop
from training.domain.reporting.worker import resume, send_lines
from training.domain.upkeep import tick
from training.encryption import Secret
from training.models import Accreditation, Attendance, CreditReport, RegistrationNumber, ReportReceipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(accreditation):
    return factories.staff(accreditation.event.region)


def begin(accreditation, by, now, *, secret=PASSWORD, **kwargs):
    return start(Accreditation.objects.get(pk=accreditation.pk), secret=secret, by=by, now=now, **kwargs)


def go_on(accreditation, now):
    return send_lines(CreditReport.objects.get(accreditation=accreditation).pk, clock=lambda: now)


def states(accreditation):
    return dict(Counter(line.state for line in standing(Accreditation.objects.get(pk=accreditation.pk)).lines))


def report_of(accreditation):
    return CreditReport.objects.get(accreditation=accreditation)


def test_everybody_is_sent_once_and_the_task_and_the_numbers_go(accreditation, eiv, office, now):
    begin(accreditation, office, now)
    assert report_of(accreditation).secret.reveal() == PASSWORD
    assert go_on(accreditation, now) == 3
    assert sorted(eiv.pushed) == sorted((VNR, number) for number in EFNS)
    accreditation.refresh_from_db()
    report = report_of(accreditation)
    assert (states(accreditation), report.state, report.secret) == ({"sent": 3}, "done", None)
    assert accreditation.reported_on == now.date()
    assert {row.value for row in RegistrationNumber.objects.all()} == {None}
    assert sorted(row.remainder[-4:] for row in RegistrationNumber.objects.all()) == sorted(number[-4:] for number in EFNS)


def test_the_commit_of_a_start_wakes_the_worker_and_a_refused_one_does_not(
    accreditation, eiv, office, now, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks(execute=True) as woken, pytest.raises(CreditReportError):
        begin(accreditation, office, accreditation.event.end)
    assert woken == []
    with django_capture_on_commit_callbacks(execute=True):
        begin(accreditation, office, now)
        assert eiv.pushed == []
    assert states(accreditation) == {"sent": 3}


def test_the_receipts_say_who_sent_what_and_when(accreditation, office, now):
    begin(accreditation, office, now)
    go_on(accreditation, now)
    receipts = list(ReportReceipt.objects.order_by("pk"))
    assert [receipt.line.registration.person.name for receipt in receipts] == ["Person 0", "Person 1", "Person 2"]
    assert {(receipt.by, receipt.at, receipt.basis, receipt.act) for receipt in receipts} == {(office, now, Decimal(4), "sent")}
    assert all(receipt.receipt.startswith("EIV, ") and receipt.destination.startswith("127.0.0.1:") for receipt in receipts)


def test_whoever_gave_no_number_is_left_to_report_themselves(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(EFNS[0], None))
    begin(accreditation, factories.staff(), now)
    go_on(accreditation, now)
    assert states(accreditation) == {"sent": 1, "numberless": 1}
    assert Accreditation.objects.get(pk=accreditation.pk).reported_on == now.date()


def test_whoever_earned_nothing_is_not_reported(accreditation, eiv, office, now):
    late = take_part(accreditation.event, EFNS[0])
    Attendance.objects.filter(registration=late).update(minutes=10)
    award(accreditation.event, now=now)
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert len(eiv.pushed) == 3
    assert late.pk not in {line.registration_id for line in standing(accreditation).lines}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"status": "withdrawn"}, "granted nothing that holds"),
        ({"scheme": "de_rbp"}, "No electronic report is offered"),
        ({"reference": "4711"}, "19 digits"),
    ],
)
def test_without_grant_interface_or_vnr_nothing_is_started(accreditation, eiv, office, now, change, sentence):
    Accreditation.objects.filter(pk=accreditation.pk).update(**change)
    with pytest.raises(CreditReportError, match=sentence):
        begin(accreditation, office, now)
    assert (eiv.calls, CreditReport.objects.count()) == ([], 0)


def test_before_attendance_is_closed_or_without_an_address_nothing_is_started(accreditation, eiv, office, now):
    event = accreditation.event
    with pytest.raises(CreditReportError, match="not over yet"):
        begin(accreditation, office, event.end)
    type(event).objects.update(attendance_closed_at=None)
    with pytest.raises(CreditReportError, match="not closed yet"):
        begin(accreditation, office, now)
    type(event).objects.update(attendance_closed_at=now)
    PluginActivation.objects.update(config={})
    with pytest.raises(CreditReportError, match="No address of the EIV is set"):
        begin(accreditation, office, now)
    assert eiv.calls == []


def test_a_wrong_password_stops_the_report_and_is_forgotten(accreditation, eiv, office, now):
    begin(accreditation, office, now, secret="wrong")
    go_on(accreditation, now)
    report = report_of(accreditation)
    assert (report.state, report.secret, states(accreditation)) == ("paused", None, {"waiting": 3})
    assert "password" in report.problem
    begin(accreditation, office, now)
    assert go_on(accreditation, now) == 3
    assert len(eiv.records) == 3


def test_a_refusal_is_not_repeated_by_itself_and_stops_nobody_else(accreditation, eiv, office, now):
    eiv.trouble.extend([406, 422])
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert states(accreditation) == {"refused": 1, "malformed": 1, "sent": 1}
    assert Accreditation.objects.get(pk=accreditation.pk).reported_on is None
    assert [resume(now=now + timedelta(days=1)), len(eiv.statuses)] == [0, 3]
    begin(accreditation, office, now, again=True)
    go_on(accreditation, now)
    assert (states(accreditation), len(eiv.records)) == ({"sent": 3}, 3)
    assert Accreditation.objects.get(pk=accreditation.pk).reported_on == now.date()


def test_after_too_many_calls_nothing_is_sent_before_the_time_the_body_names(accreditation, eiv, office, now):
    eiv.trouble.append((429, 90))
    begin(accreditation, office, now)
    assert go_on(accreditation, now) == 0
    assert report_of(accreditation).next_attempt_at == now + timedelta(seconds=90)
    assert resume(now=now + timedelta(seconds=89)) == 0
    assert len(eiv.statuses) == 1
    assert resume(now=now + timedelta(seconds=90)) == 3
    assert states(accreditation) == {"sent": 3}


def test_a_wait_the_body_asked_of_one_worker_binds_all(accreditation, eiv, office, now):
    """The other worker is told to wait while the first person's answer is on its way."""
    report, until = begin(accreditation, office, now), now + timedelta(seconds=90)
    asked = []

    def clock():
        if eiv.pushed and not asked:
            asked.append(CreditReport.objects.update(next_attempt_at=until, failures=1, problem="Wait"))
        return now

    assert send_lines(report.pk, clock=clock) == 1
    assert (len(eiv.pushed), states(accreditation)) == (1, {"sent": 1, "waiting": 2})
    report = report_of(accreditation)
    assert (report.next_attempt_at, report.failures, report.problem) == (until, 1, "Wait")
    assert resume(now=until) == 2
    report = report_of(accreditation)
    assert (report.state, report.next_attempt_at, report.failures) == ("done", None, 0)


def test_without_a_time_the_pause_doubles_up_to_hours_and_then_the_office_is_asked(accreditation, eiv, office, now):
    eiv.trouble.extend([429] * MOST_FAILURES)
    begin(accreditation, office, now)
    pauses = []
    for _attempt in range(MOST_FAILURES - 1):
        go_on(accreditation, now)
        pauses.append(report_of(accreditation).next_attempt_at - now)
        now += pauses[-1]
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert (pauses[-1], sum(pauses, timedelta()) > timedelta(days=1)) == (timedelta(hours=4), True)
    go_on(accreditation, now)
    report = report_of(accreditation)
    assert (report.state, report.secret, states(accreditation)) == ("paused", None, {"waiting": 3})
    begin(accreditation, office, now)
    assert go_on(accreditation, now) == 3


@pytest.mark.parametrize("trouble", [500, "dead", "cut"])
def test_a_broken_line_loses_nobody_and_doubles_nobody(accreditation, eiv, office, now, trouble):
    eiv.trouble.extend([200, trouble])
    begin(accreditation, office, now)
    assert go_on(accreditation, now) == 1
    assert states(accreditation) == {"sent": 1, "waiting": 2}
    assert resume(now=now + FIRST_PAUSE) == 2
    assert (states(accreditation), len(eiv.records)) == ({"sent": 3}, 3)
    assert ReportReceipt.objects.count() == 3


def test_the_tick_goes_on_with_a_report_that_a_worker_left(accreditation, eiv, office, now):
    """Somebody claimed a line and died: nobody waits longer than the claim, and the others not at all."""
    begin(accreditation, office, now)
    line = report_of(accreditation).lines.order_by("pk").first()
    type(line).objects.filter(pk=line.pk).update(attempts=1, claimed_until=now + CLAIM)
    report = tick(now=now)
    assert (report.done["reported"], report.failed) == (2, [])
    assert (states(accreditation), report_of(accreditation).state) == ({"sent": 2, "waiting": 1}, "running")
    assert tick(now=now + CLAIM).done["reported"] == 1
    assert (states(accreditation), report_of(accreditation).state) == ({"sent": 3}, "done")


def test_the_tick_closes_a_report_whose_worker_died_after_the_last_answer(accreditation, office, now):
    report = begin(accreditation, office, now)
    send_lines(report.pk, clock=lambda: now, most=2)
    report.lines.filter(state="waiting").update(state="sent", reported_at=now)
    assert (report_of(accreditation).state, report_of(accreditation).secret is None) == ("running", False)
    assert resume(now=now) == 0
    assert (report_of(accreditation).state, report_of(accreditation).secret) == ("done", None)
    assert Accreditation.objects.get(pk=accreditation.pk).reported_on == now.date()


def test_a_stopped_report_sends_nothing_more_until_it_is_started_again(accreditation, eiv, office, now):
    report = begin(accreditation, office, now)
    send_lines(report.pk, clock=lambda: now, most=1)
    stop(report)
    assert go_on(accreditation, now) == 0
    assert (len(eiv.records), states(accreditation)) == (1, {"sent": 1, "waiting": 2})
    assert (report_of(accreditation).secret, resume(now=now + timedelta(days=1))) == (None, 0)
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert len(eiv.pushed) == 3


def test_an_address_changed_meanwhile_gets_nothing(accreditation, eiv, office, now):
    begin(accreditation, office, now)
    PluginActivation.objects.update(config={"eiv_address": "https://elsewhere.example"})
    go_on(accreditation, now)
    report = report_of(accreditation)
    assert (report.state, eiv.calls) == ("paused", [])
    assert "address of the body was changed" in report.problem


def test_a_plugin_that_is_gone_pauses_the_report_and_loses_nothing(accreditation, eiv, office, now):
    begin(accreditation, office, now)
    PluginActivation.objects.update(enabled=False)
    go_on(accreditation, now)
    assert (report_of(accreditation).state, states(accreditation)) == ("paused", {"waiting": 3})


def test_a_correction_is_sent_again_with_the_number_kept_in_the_profile(accreditation, eiv, office, now):
    line = changed_line(accreditation, office, now, granted=5)
    assert states(accreditation) == {"changed": 3}
    keep_in_profile(line.registration)
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert (states(accreditation), len(eiv.pushed), len(eiv.records)) == ({"sent": 1, "changed": 2}, 4, 3)
    assert [receipt.basis for receipt in line.receipts.order_by("pk")] == [Decimal(4), Decimal(5)]


def changed_line(accreditation, office, now, **change):
    """Everybody is reported, and then the award changes."""
    begin(accreditation, office, now)
    go_on(accreditation, now)
    Accreditation.objects.filter(pk=accreditation.pk).update(**change)
    award(accreditation.event, now=now)
    assert note_changes(now=now) == 1
    assert note_changes(now=now) == 0
    assert Accreditation.objects.get(pk=accreditation.pk).reported_on is None
    return report_of(accreditation).lines.get(registration__person__name="Person 0")


def keep_in_profile(registration, number=EFNS[0]):
    change_profile(registration.person, [GivenNumber(key="de_efn", value=Secret.of(number))])


def test_somebody_awarded_after_the_report_makes_it_a_task_again(accreditation, eiv, office, now):
    begin(accreditation, office, now)
    go_on(accreditation, now)
    take_part(accreditation.event, "802760020000005")
    award(accreditation.event, now=now)
    assert note_changes(now=now) == 1
    assert (states(accreditation), report_of(accreditation).state) == ({"sent": 3, "waiting": 1}, "open")
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert len(eiv.records) == 4


def test_nothing_is_sent_of_an_award_that_was_taken_back_in_time(accreditation, eiv, office, now):
    report = begin(accreditation, office, now)
    stop(report)
    gone = report.lines.get(registration__person__name="Person 1").registration
    Attendance.objects.filter(registration=gone).update(minutes=1)
    award(accreditation.event, now=now)
    begin(accreditation, office, now)
    go_on(accreditation, now)
    assert sorted(eiv.pushed) == sorted((VNR, number) for number in (EFNS[0], EFNS[2]))
    assert states(accreditation) == {"sent": 2}


def test_a_credential_that_no_key_reads_any_more_is_asked_for_again(accreditation, eiv, office, now):
    report = begin(accreditation, office, now)
    CreditReport.objects.filter(pk=report.pk).update(secret=Secret("gAAAAA-of-a-key-that-is-gone"))
    go_on(accreditation, now)
    assert (report_of(accreditation).state, states(accreditation), eiv.calls) == ("paused", {"waiting": 3}, [])
    assert "Enter it again" in report_of(accreditation).problem
