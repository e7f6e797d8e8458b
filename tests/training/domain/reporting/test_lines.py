"""Lines in step with awards, while workers and the office change them, and without losing what the body knows."""

from datetime import timedelta
from decimal import Decimal
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.plugins.regions.eiv_server import PASSWORD
from tests.training.domain.awarding import award
from tests.training.domain.reporting.conftest import EFNS, over_and_awarded, take_part
from training.domain.accrediting.accreditation import record
from training.domain.numbers import GivenNumber, change_profile
from training.domain.reporting.by_hand import mark_by_hand
from training.domain.reporting.claims import claim
from training.domain.reporting.in_step import note_changes, prepare
from training.domain.reporting.lines import standing
from training.domain.reporting.sending import start, stop
from training.encryption import Secret
from training.models import Accreditation, CreditReport, CreditReportLine, ReportReceipt

pytestmark = pytest.mark.django_db


def fresh(accreditation):
    return Accreditation.objects.select_related("event__region").get(pk=accreditation.pk)


def beside(change, job):
    """What ``job`` gives, begun while ``change`` is made but not committed yet."""
    results, done = [], Event()

    def work():
        try:
            results.append(job())
        finally:
            done.set()
            connections.close_all()

    other = Thread(target=work)
    with transaction.atomic():
        change()
        other.start()
        done.wait(timeout=1)
    other.join(timeout=30)
    return results[0]


at_once = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def running(accreditation, now):
    return start(fresh(accreditation), secret=PASSWORD, by=None, now=now)


@pytest.fixture
def answer(running, now):
    """The body's answer to the first person: what is written, and a look at what of it is kept."""
    said = {"state": "sent", "attempts": 1, "receipt": "EIV, 4711", "reported_at": now}
    rows = CreditReportLine.objects.filter(pk=running.lines.order_by("pk").first().pk)
    return SimpleNamespace(write=lambda: rows.update(**said), is_kept=lambda: rows.values(*said).get() == said)


@at_once
def test_a_line_answered_at_the_same_moment_stays_answered(accreditation, answer, now):
    beside(answer.write, lambda: prepare(fresh(accreditation), now=now))
    assert answer.is_kept()


@at_once
def test_without_locks_the_answer_is_lost(accreditation, answer, now):
    """The negative control: whoever reads first and writes whole rows afterwards writes over the answer."""
    found = beside(lambda: None, lambda: standing(fresh(accreditation)))
    answer.write()
    for line in found.lines:
        line.save()
    assert not answer.is_kept()


@at_once
def test_a_credential_forgotten_at_the_same_moment_stays_forgotten(accreditation, running, now):
    beside(lambda: stop(running), lambda: prepare(fresh(accreditation), now=now))
    assert CreditReport.objects.values_list("state", "secret").get() == ("paused", None)


@at_once
def test_a_worker_gets_a_line_as_it_stands_when_it_is_claimed(accreditation, running, now):
    def follow():
        Accreditation.objects.update(granted=5)
        award(fresh(accreditation).event, now=now)
        prepare(fresh(accreditation), now=now)

    assert beside(follow, lambda: claim(running, now=now)).basis == Decimal(5)


@at_once
def test_nobody_claims_a_line_of_a_report_that_is_told_to_wait_at_the_same_moment(running, now):
    until = now + timedelta(minutes=1)
    rows = CreditReport.objects.filter(pk=running.pk)
    assert beside(lambda: rows.update(next_attempt_at=until), lambda: claim(running, now=now)) is None
    assert claim(running, now=until) is not None


def test_what_is_in_step_is_not_written_again(accreditation, now):
    prepare(accreditation, now=now)
    with CaptureQueriesContext(connection) as queries:
        prepare(accreditation, now=now)
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_what_a_worker_has_claimed_is_left_to_it(accreditation, running, now):
    line = running.lines.order_by("pk").first()
    CreditReportLine.objects.filter(pk=line.pk).update(attempts=1, claimed_until=now + timedelta(minutes=1))
    Accreditation.objects.update(granted=5)
    award(fresh(accreditation).event, now=now)
    prepare(fresh(accreditation), now=now)
    assert list(running.lines.order_by("pk").values_list("basis", flat=True)) == [Decimal(4), Decimal(5), Decimal(5)]
    prepare(fresh(accreditation), now=now + timedelta(minutes=2))
    assert set(running.lines.values_list("basis", flat=True)) == {Decimal(5)}


@pytest.fixture
def told_by_hand(accreditation, now):
    """Reported by hand with 4 points, and then granted 5."""
    line = prepare(accreditation, now=now).lines.get(registration__person__name="Person 0")
    mark_by_hand(accreditation, registrations=[line.registration_id], on=now.date(), by=None, now=now)
    Accreditation.objects.update(granted=5)
    award(accreditation.event, now=now)
    note_changes(now=now)
    return CreditReportLine.objects.get(pk=line.pk)


def test_a_person_the_body_knows_keeps_the_line_and_the_receipts_when_the_award_is_taken_back(told_by_hand, accreditation, now):
    change_profile(told_by_hand.registration.person, [GivenNumber(key="de_efn", value=Secret.of(EFNS[0]))])
    stop(start(fresh(accreditation), secret=PASSWORD, by=None, now=now))
    assert CreditReportLine.objects.values_list("state", "attempts").get(pk=told_by_hand.pk) == ("waiting", 0)
    told_by_hand.registration.attendances.update(minutes=1)
    award(fresh(accreditation).event, now=now)
    prepare(fresh(accreditation), now=now)
    assert [line.state for line in CreditReportLine.objects.filter(pk=told_by_hand.pk)] == ["changed"]
    assert [(one.act, one.basis) for one in ReportReceipt.objects.all()] == [("by_hand", Decimal(4))]


def test_a_report_in_step_is_not_looked_at_again_until_something_changes(accreditation, now, django_assert_num_queries):
    """Also where credits were awarded for which no grant holds any more."""
    prepare(accreditation, now=now)
    take_part(accreditation.event, "802760020000005")
    award(accreditation.event, now=now)
    Accreditation.objects.update(status="withdrawn", reason="Too late")
    assert note_changes(now=now) == 0
    with django_assert_num_queries(1):
        assert note_changes(now=now) == 0
    Accreditation.objects.update(status="granted", valid_from=accreditation.event.end.date() + timedelta(days=9))
    record(accreditation.event, accreditation=accreditation, now=now, reason="")
    assert note_changes(now=now) == 1
    assert set(CreditReportLine.objects.values_list("state", flat=True)) == {"malformed"}
    with django_assert_num_queries(1):
        assert note_changes(now=now) == 0
    record(accreditation.event, accreditation=accreditation, now=now, valid_from=None)
    assert [note_changes(now=now), note_changes(now=now)] == [1, 0]
    assert list(CreditReportLine.objects.values_list("state", flat=True)) == ["waiting"] * 4


def test_one_tick_brings_some_reports_in_step_and_the_next_the_others(eiv, now):
    one = over_and_awarded(eiv, now)
    for accreditation in (one, over_and_awarded(eiv, now, region=one.event.region)):
        prepare(accreditation, now=now)
        Accreditation.objects.filter(pk=accreditation.pk).update(granted=5)
        award(fresh(accreditation).event, now=now)
    assert [note_changes(now=now, most=1) for _tick in range(3)] == [1, 1, 0]
    assert set(CreditReportLine.objects.values_list("basis", flat=True)) == {Decimal(5)}


def test_a_line_left_to_a_worker_follows_once_the_worker_is_done(accreditation, running, now):
    line = running.lines.order_by("pk").first()
    CreditReportLine.objects.filter(pk=line.pk).update(attempts=1, claimed_until=now + timedelta(minutes=1))
    stop(running)
    Accreditation.objects.update(granted=5)
    award(fresh(accreditation).event, now=now)
    assert [note_changes(now=now), note_changes(now=now)] == [1, 0]
    assert note_changes(now=now + timedelta(minutes=2)) == 1
    assert set(running.lines.values_list("basis", flat=True)) == {Decimal(5)}


def test_credits_taken_back_after_the_grant_was_withdrawn_are_noted_once(accreditation, now):
    report = prepare(accreditation, now=now)
    chosen = list(report.lines.values_list("registration", flat=True))
    mark_by_hand(accreditation, registrations=chosen, on=now.date(), by=factories.staff(), now=now)
    Accreditation.objects.update(status="withdrawn")
    assert note_changes(now=now) == 0
    award(fresh(accreditation).event, now=now)
    assert [note_changes(now=now), note_changes(now=now)] == [1, 0]
    assert set(report.lines.values_list("state", flat=True)) == {"changed"}
