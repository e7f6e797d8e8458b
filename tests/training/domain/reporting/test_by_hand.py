"""Reports without an interface, withdrawals, and people who gave no number."""

from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils.formats import date_format

from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from tests.plugins.regions.eiv_server import PASSWORD
from tests.training.domain.awarding import award
from tests.training.domain.reporting.conftest import EFNS, over_and_awarded, take_part
from training.domain.errors import DomainError
from training.domain.numbers import GivenNumber, NumberError, give_again
from training.domain.reporting.by_hand import formats_for, mark_by_hand, withdraw, write_list
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.in_step import note_changes, prepare
from training.domain.reporting.lines import standing
from training.domain.reporting.own import asked_late, give_late, own_reports, tell_without_number, without_number
from training.domain.reporting.sending import start
from training.domain.reporting.worker import send_lines
from training.encryption import Secret
from training.models import (
    Accreditation,
    CreditReport,
    CreditReportLine,
    Message,
    Person,
    Registration,
    RegistrationNumber,
    ReportReceipt,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(accreditation):
    return factories.staff(accreditation.event.region)


def fresh(accreditation):
    return Accreditation.objects.get(pk=accreditation.pk)


def lines_of(accreditation, now):
    return list(prepare(fresh(accreditation), now=now).lines.order_by("registration__person__name"))


def reported(accreditation, by, now):
    report = start(fresh(accreditation), secret=PASSWORD, by=by, now=now)
    send_lines(report.pk, clock=lambda: now)
    return lines_of(accreditation, now)


def values(file):
    return [row for row in openpyxl.load_workbook(BytesIO(file.content)).active.values if row[0] and "Person" in row[0]]


def test_lists_with_numbers_are_offered_where_the_body_goes_by_them(accreditation):
    assert set(formats_for(accreditation)) == {"core_credits_xlsx", "de_efn_scan_list", "de_efn_table"}
    Accreditation.objects.update(scheme="hours")
    assert set(formats_for(fresh(accreditation))) == {"core_credits_xlsx"}
    with pytest.raises(CreditReportError, match="not offered"):
        write_list(fresh(accreditation), key="de_efn_table")


def test_the_list_names_all_whom_the_body_does_not_know_of(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(*EFNS[:2], None))
    assert [row[1] for row in values(write_list(accreditation, key="de_efn_table"))] == [*EFNS[:2], "–"]
    assert not any(EFNS[0] in row for row in values(write_list(accreditation, key="core_credits_xlsx")))
    reported(accreditation, factories.staff(), now)
    assert [row[:2] for row in values(write_list(accreditation, key="de_efn_table"))] == [("Person 2", "–")]
    assert CreditReport.objects.count() == 1


def test_a_list_that_fails_says_so(accreditation, installed):
    hooks = "from plugins.api import *\nfrom plugins.api import hookimpl\n"
    hooks += "@hookimpl\ndef credit_report_formats():\n  return [CreditReportFormat(key='acme', label='List',"
    hooks += " media_type='text/plain', extension='txt', write=lambda report: 1 / 0)]\n"
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})
    PluginActivation.objects.create(region=accreditation.event.region, plugin="acme")
    with pytest.raises(CreditReportError, match="could not be written, because the plugin acme failed"):
        write_list(accreditation, key="acme")
    assert "acme" in {failure.plugin for failure in failures()}


def test_what_is_reported_by_hand_is_noted_with_a_receipt_and_ends_the_task(accreditation, eiv, office, now):
    lines = lines_of(accreditation, now)
    on = now.date()
    mark_by_hand(
        accreditation, registrations=[line.registration_id for line in lines[:2]], on=on, note="by post", by=office, now=now
    )
    assert fresh(accreditation).reported_on is None
    mark_by_hand(accreditation, registrations=[lines[2].registration_id], on=on, by=office, now=now)
    assert [(line.state, line.receipt[:16]) for line in lines_of(accreditation, now)] == [("by_hand", "Reported by hand")] * 3
    assert (fresh(accreditation).reported_on, CreditReport.objects.get().state) == (on, "done")
    assert {row.value for row in RegistrationNumber.objects.all()} == {None}
    first = ReportReceipt.objects.earliest("pk")
    assert (first.act, first.note, first.by) == ("by_hand", "by post", office)
    assert eiv.calls == []


@pytest.mark.parametrize("days", [-3, 1])
def test_a_day_that_cannot_be_is_refused(accreditation, office, now, days):
    chosen = [line.registration_id for line in lines_of(accreditation, now)]
    with pytest.raises(CreditReportError, match="between the end of the event and today"):
        mark_by_hand(accreditation, registrations=chosen, on=now.date() + timedelta(days=days), by=office, now=now)
    with pytest.raises(CreditReportError, match="Nobody is chosen"):
        mark_by_hand(accreditation, registrations=[], on=now.date(), by=office, now=now)


def test_what_is_reported_already_is_not_reported_by_hand_again(accreditation, office, now):
    lines = reported(accreditation, office, now)
    with pytest.raises(CreditReportError, match="It cannot become “Reported by hand”"):
        mark_by_hand(accreditation, registrations=[lines[0].registration_id], on=now.date(), by=office, now=now)


def test_a_withdrawal_needs_a_reason_and_the_number_and_leaves_the_record(accreditation, eiv, office, now):
    line = reported(accreditation, office, now)[0]
    with pytest.raises(CreditReportError, match="Enter the reason"):
        withdraw(line, reason=" ", by=office, now=now)
    withdraw(line, reason="Confused with somebody else", by=office, now=now)
    assert fresh(accreditation).reported_on is None
    number = line.registration.numbers.get()
    with pytest.raises(NumberError, match="another number"):
        give_again(number, Secret.of(EFNS[1]))
    type(number).objects.filter(pk=number.pk).update(forgotten_at=now, forgotten_because="unreported")
    give_again(type(number).objects.get(pk=number.pk), Secret.of(EFNS[0]))
    line = reported(accreditation, office, now)[0]
    record = next(record for (_vnr, efn), record in eiv.records.items() if efn == EFNS[0])
    assert (line.state, line.basis, record["punkte_basis_flag"], len(eiv.records)) == ("withdrawn", 0, False, 3)
    assert [(one.act, one.note) for one in line.receipts.order_by("pk")] == [
        ("sent", ""),
        ("withdrawn", "Confused with somebody else"),
    ]
    assert (line.registration.numbers.get().value, fresh(accreditation).reported_on) == (None, now.date())


def test_a_withdrawal_without_the_number_says_so_and_nothing_is_sent(accreditation, eiv, office, now):
    line = reported(accreditation, office, now)[0]
    withdraw(line, reason="Wrong", by=office, now=now)
    line = reported(accreditation, office, now)[0]
    assert (line.state, line.problem, len(eiv.pushed)) == ("changed", "The number is not known any more. Enter it again.", 3)


def test_what_was_reported_by_hand_is_withdrawn_by_hand(accreditation, office, now):
    line = lines_of(accreditation, now)[0]
    mark_by_hand(accreditation, registrations=[line.registration_id], on=now.date(), by=office, now=now)
    withdraw(line_again(line), reason="Wrong", by=office, now=now)
    assert [line_again(line).state, line_again(line).basis] == ["withdrawn", 0]


def test_a_withdrawal_by_hand_ends_the_report_on_the_day_of_the_place(accreditation, office, now):
    type(accreditation.event).objects.update(time_zone="Pacific/Kiritimati")
    award(fresh(accreditation).event, now=now)
    chosen = [line.registration_id for line in lines_of(accreditation, now)]
    today = now.astimezone(ZoneInfo("Pacific/Kiritimati")).date()
    mark_by_hand(fresh(accreditation), registrations=chosen, on=today, by=office, now=now)
    line = CreditReportLine.objects.get(registration=chosen[0])
    line.registration.attendances.update(minutes=1)
    award(fresh(accreditation).event, now=now)
    note_changes(now=now)
    assert (fresh(accreditation).reported_on, CreditReport.objects.get().state) == (None, "open")
    evening = now.replace(hour=20)
    tomorrow = evening.date() + timedelta(days=1)
    withdraw(line_again(line), reason="Left early", by=office, now=evening)
    assert (fresh(accreditation).reported_on, CreditReport.objects.get().state) == (tomorrow, "done")
    assert line_again(line).receipt == f"Withdrawn by hand on {date_format(tomorrow, 'SHORT_DATE_FORMAT')}"


def line_again(line):
    return type(line).objects.select_related("registration", "report").get(pk=line.pk)


def test_a_corrected_award_is_taken_back_after_a_decision_of_the_office(accreditation, eiv, office, now):
    line = reported(accreditation, office, now)[0]
    line.registration.attendances.update(minutes=1)
    award(accreditation.event, now=now)
    note_changes(now=now)
    assert line_again(line).state == "changed"
    with pytest.raises(CreditReportError, match="nobody to report"):
        start(fresh(accreditation), secret=PASSWORD, by=office, now=now)
    withdraw(line_again(line), reason="Left early", by=office, now=now)
    assert line_again(line).state == "withdrawing"


def test_a_person_without_a_number_sees_what_to_hand_in_and_may_still_give_it(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(EFNS[0], None))
    prepare(accreditation, now=now)
    (line,) = without_number(accreditation)
    (own,) = own_reports(line.registration, now=now)
    assert (own.parts.basis, own.is_own_task, own.can_give_number) == (4, True, True)
    assert [one.key for one in asked_late(line.registration, now=now)] == ["de_efn"]
    give_late(line.registration, [GivenNumber(key="de_efn", value=Secret.of(EFNS[1]))], now=now)
    assert without_number(accreditation) == []
    reported(accreditation, factories.staff(), now)
    (own,) = own_reports(line.registration, now=now)
    assert (own.is_own_task, own.can_give_number, len(eiv.records)) == (False, False, 2)


def test_after_a_correction_the_person_reads_that_the_credits_were_reported(accreditation, office, now):
    line = reported(accreditation, office, now)[0]
    Accreditation.objects.update(granted=5)
    award(accreditation.event, now=now)
    (own,) = own_reports(fresh_registration(line), now=now)
    assert (own.is_reported, own.is_up_to_date, own.is_own_task, own.line) == (True, False, False, line)
    note_changes(now=now)
    (own,) = own_reports(fresh_registration(line), now=now)
    assert (own.line.state, own.is_reported, own.is_own_task) == ("changed", True, False)
    withdraw(line_again(line), reason="Wrong", by=office, now=now)
    (own,) = own_reports(fresh_registration(line), now=now)
    assert (own.line.state, own.is_reported, own.is_own_task) == ("withdrawing", True, False)


def test_a_correction_of_something_else_leaves_what_was_reported_up_to_date(accreditation, office, now):
    line = reported(accreditation, office, now)[0]
    take_part(accreditation.event, None)
    award(accreditation.event, now=now)
    (own,) = own_reports(fresh_registration(line), now=now)
    assert (own.is_reported, own.is_up_to_date) == (True, True)


def test_what_was_withdrawn_is_neither_reported_nor_said_to_lack_a_number(accreditation, office, now):
    line = lines_of(accreditation, now)[0]
    mark_by_hand(accreditation, registrations=[line.registration_id], on=now.date(), by=office, now=now)
    withdraw(line_again(line), reason="Wrong", by=office, now=now)
    (own,) = own_reports(fresh_registration(line), now=now)
    assert (own.line.state, own.is_reported, own.is_own_task) == ("withdrawn", False, False)


def fresh_registration(line):
    return Registration.objects.select_related("event__region", "person").get(pk=line.registration_id)


def test_a_number_given_late_puts_forward_only_the_bodies_that_go_by_it(accreditation, eiv, office, now):
    eiv.trouble.append(422)
    line = reported(accreditation, office, now)[0]
    hours = factories.grant(accreditation.event, body="Another body", scheme="hours")
    award(accreditation.event, now=now)
    other = prepare(hours, now=now).lines.get(registration=line.registration_id)
    type(other).objects.filter(pk=other.pk).update(state="malformed", attempts=2, problem="No such day")
    assert line.state == "malformed"
    give_late(fresh_registration(line), [GivenNumber(key="de_efn", value=Secret.of(EFNS[0]))], now=now)
    given, left = line_again(line), line_again(other)
    assert (given.state, given.attempts, given.problem) == ("waiting", 0, "")
    assert (left.state, left.attempts, left.problem) == ("malformed", 2, "No such day")


def test_a_number_given_after_the_report_makes_it_a_task_again(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(EFNS[0], None))
    lines = reported(accreditation, factories.staff(), now)
    assert fresh(accreditation).reported_on == now.date()
    give_late(lines[1].registration, [GivenNumber(key="de_efn", value=Secret.of(EFNS[1]))], now=now)
    assert (fresh(accreditation).reported_on, CreditReport.objects.get().state) == (None, "open")


def test_after_the_deadline_no_number_is_taken(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(None,))
    later = {"credits": {"de_mfbo2024": [{"from": "2020-01-01", "values": {"report_days": 8}}]}}
    PluginActivation.objects.update(config=later)
    (line,) = without_number(accreditation)
    given = [GivenNumber(key="de_efn", value=Secret.of(EFNS[0]))]
    with pytest.raises(DomainError, match="can no longer be given here"):
        give_late(line.registration, given, now=now + timedelta(days=9))
    give_late(line.registration, given, now=now + timedelta(days=7))
    assert without_number(accreditation) == []


def test_people_without_a_number_are_written_to_once_and_no_number_is_asked_for_by_mail(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(EFNS[0], None, None))
    take_part(accreditation.event, None, email="")
    award(accreditation.event, now=now)
    Person.objects.update(language="en")
    assert tell_without_number(accreditation, now=now) == 2
    assert tell_without_number(accreditation, now=now) == 0
    mails = list(Message.objects.filter(key__startswith="report_yourself:"))
    assert len(mails) == 2
    assert all("do not send us the number by mail" in mail.text and EFNS[0] not in mail.text for mail in mails)


def test_who_has_no_such_number_is_neither_missed_nor_written_to_but_reported_with_one(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(EFNS[0], None))
    for name, profession, number in [("Mid", "midwife", None), ("Soc", "midwife", EFNS[1]), ("Unknown", "", None)]:
        take_part(accreditation.event, number, name=name, profession=profession)
    award(accreditation.event, now=now)
    states = {line.registration.person.name: line.state for line in standing(accreditation).lines}
    assert states == {"Person 0": "waiting", "Person 1": "numberless", "Soc": "waiting", "Unknown": "numberless"}
    assert tell_without_number(accreditation, now=now) == 2
    prepare(accreditation, now=now)
    assert (note_changes(now=now), len(standing(accreditation).apart)) == (0, 1)


def test_the_profession_given_when_registering_decides_about_the_number(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=(None,))
    Registration.objects.update(answers={"profession": "social_worker"})
    assert without_number(accreditation) == []


def test_the_lines_cost_a_fixed_number_of_queries(eiv, now, django_assert_num_queries):
    one = over_and_awarded(eiv, now, numbers=EFNS[:1])
    three = over_and_awarded(eiv, now, numbers=EFNS, region=one.event.region)
    for accreditation in (one, three):
        prepare(accreditation, now=now)
        with django_assert_num_queries(5):
            standing(accreditation)
