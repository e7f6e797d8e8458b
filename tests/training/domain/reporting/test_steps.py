"""Every step from each state to each, of reports and of lines: taken if the table leads there, else refused."""

from datetime import timedelta
from itertools import product

import pytest

from tests import factories
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.steps import locked, move_line, move_report
from training.enums import ReportLineState, ReportState
from training.models import CreditReport, CreditReportLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(region):
    event = factories.event(region, starts_in=timedelta(days=-1))
    return factories.report_line(factories.grant(event), factories.registration(event))


def taken(move, row, to):
    try:
        move(row, to)
    except CreditReportError:
        return False
    return True


def test_a_report_goes_where_its_table_leads_and_nowhere_else(line):
    report = line.report
    for state, to in product(ReportState, ReportState):
        CreditReport.objects.update(state=state, secret=None)
        report.refresh_from_db()
        assert (state, to, taken(move_report, report, to)) == (state, to, to in ReportState.next[state])
        assert CreditReport.objects.get().state == (to if to in ReportState.next[state] else state)


def test_a_line_goes_where_its_table_leads_and_nowhere_else(line):
    for state, to in product(ReportLineState, ReportLineState):
        CreditReportLine.objects.update(state=state)
        line.refresh_from_db()
        assert (state, to, taken(move_line, line, to)) == (state, to, to in ReportLineState.next[state])
        assert CreditReportLine.objects.get().state == (to if to in ReportLineState.next[state] else state)


def test_whoever_read_before_another_changed_it_is_refused(line):
    CreditReportLine.objects.update(attempts=1)
    with pytest.raises(CreditReportError, match="has changed since this page was shown"):
        move_line(line, ReportLineState.CHANGED)
    CreditReport.objects.update(state="done")
    with pytest.raises(CreditReportError, match="has changed since this page was shown"):
        move_report(line.report, ReportState.RUNNING)


def test_the_report_is_given_with_its_grant_as_both_stand_and_begun_if_there_is_none(region, line):
    stale = line.report.accreditation
    type(stale).objects.update(body="Another name")
    assert (locked(stale).pk, locked(stale).accreditation.body) == (line.report.pk, "Another name")
    fresh = factories.grant(factories.event(region), body="Body")
    assert (locked(fresh).state, CreditReport.objects.filter(accreditation=fresh).count()) == ("open", 1)
