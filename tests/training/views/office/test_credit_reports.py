"""The office reports credits: the whole way through the screens, with a server that behaves like the EIV."""

import logging
import re

import pytest
from django.db import connection
from django.test import TestCase
from django.urls import reverse

from plugins.models import PluginActivation, RegionLogEntry
from tests import factories
from tests.plugins.regions.eiv_server import PASSWORD, EivServer
from tests.training.domain.awarding import award
from tests.training.domain.reporting.conftest import EFNS, over_and_awarded
from training.domain.reporting.in_step import note_changes, prepare
from training.models import Accreditation, CreditReport, CreditReportLine, Message, RegistrationNumber

pytestmark = pytest.mark.django_db


@pytest.fixture
def eiv():
    with EivServer() as server:
        yield server


@pytest.fixture
def grant(db, eiv, now):
    return over_and_awarded(eiv, now, numbers=(*EFNS[:2], None))


@pytest.fixture
def organiser(grant):
    return factories.staff(grant.event.region)


@pytest.fixture
def office(client, organiser):
    client.force_login(organiser)
    return client


def address(grant, name="credit_report", *args):
    return reverse(f"events:{name}", args=[grant.event.pk, grant.pk, *args])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def report(office, grant, **form):
    with TestCase.captureOnCommitCallbacks(execute=True):  # the commit wakes the worker
        response = office.post(address(grant, "credit_report_start"), {"secret": PASSWORD} | form)
    return office.get(response.url) if response.status_code == 302 else response


def test_the_report_says_who_where_to_and_until_when_before_anything_is_sent(office, grant, eiv):
    page = text_of(office.get(address(grant)))
    assert ("Report at the latest" in page, "To be reported: 2" in page, "No number given: 1" in page) == (True,) * 3
    asked = text_of(office.get(address(grant, "credit_report_start")))
    assert f"2 people are reported to {eiv.address.removeprefix('http://')}" in asked
    assert "Password of the VNR" in asked
    assert (eiv.calls, CreditReport.objects.count()) == ([], 0)


def test_sending_shows_what_was_reported_with_receipts_and_ends_the_task(office, grant, eiv, organiser):
    page = text_of(report(office, grant))
    assert (len(eiv.records), "Reported: 2" in page, page.count("EIV, 20")) == (2, True, 2)
    assert Accreditation.objects.get(pk=grant.pk).reported_on is not None
    entry = RegionLogEntry.objects.get(action="training.report_start")
    assert (entry.user, entry.data) == (organiser, {"body": grant.body})
    line = CreditReportLine.objects.filter(state="sent").first()
    assert "What the body was told" in text_of(office.get(address(grant, "credit_report_line", line.pk)))


def test_a_wrong_password_is_said_and_can_be_entered_again(office, grant, eiv):
    assert text_of(report(office, grant, secret="wrong")).count("does not take the password") == 1
    assert set(CreditReportLine.objects.values_list("problem", flat=True)) == {""}
    assert PASSWORD not in office.get(address(grant, "credit_report_start")).content.decode()
    report(office, grant)
    assert len(eiv.records) == 2


def test_without_a_password_nothing_is_sent(office, grant, eiv):
    response = office.post(address(grant, "credit_report_start"), {"secret": ""})
    assert (response.status_code, eiv.calls) == (200, [])
    assert "This field is required" in text_of(response)


def test_a_report_that_waits_shows_when_it_goes_on_and_can_be_stopped(office, grant, eiv):
    eiv.trouble.append((429, 600))
    assert "It is tried again by itself" in text_of(report(office, grant))
    office.post(address(grant, "credit_report_stop"))
    assert (CreditReport.objects.get().state, CreditReport.objects.get().secret) == ("paused", None)


def test_who_was_refused_is_sent_again_only_if_that_is_ticked(office, grant, eiv):
    eiv.trouble.append(406)
    assert "The EIV refuses this report" in text_of(report(office, grant))
    assert "nobody to report" in text_of(report(office, grant))
    report(office, grant, again="on")
    assert len(eiv.records) == 2


def test_without_an_address_the_screen_says_what_to_set_and_offers_lists_only(office, grant):
    PluginActivation.objects.update(config={})
    page = text_of(office.get(address(grant)))
    assert ("No address of the EIV is set" in page, "Send the report" in page, "Lists for a report by hand" in page) == (
        True,
        False,
        True,
    )
    assert office.get(address(grant, "credit_report_start")).status_code == 404


def test_before_attendance_is_closed_nothing_can_be_started(office, grant, eiv):
    type(grant.event).objects.update(attendance_closed_at=None)
    page = text_of(office.get(address(grant)))
    assert ("Attendance is not closed yet" in page, "Send the report" in page) == (True, False)
    assert "Attendance is not closed yet" in text_of(report(office, grant))
    assert eiv.calls == []


def test_a_list_is_kept_by_nobody_on_the_way_and_its_download_is_logged(office, grant, organiser):
    response = office.get(address(grant, "credit_report_list", "de_efn_scan_list"))
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "no-store" in response["Cache-Control"]
    entry = RegionLogEntry.objects.get(action="training.report_list")
    assert (entry.user, entry.data) == (organiser, {"body": grant.body})
    assert office.get(address(grant, "credit_report_list", "nonsense")).url == address(grant)
    assert RegionLogEntry.objects.filter(action="training.report_list").count() == 1


def test_a_report_by_hand_is_noted(office, grant, now):
    people = [line.registration_id for line in prepare(grant, now=now).lines.filter(state="waiting")]
    form = {"people": people, "on": now.date().isoformat(), "note": "by post"}
    page = text_of(office.post(address(grant, "credit_report_by_hand"), form, follow=True))
    assert ("It is noted that 2 people are reported." in page, "Reported by hand: 2" in page) == (True, True)
    assert "Nobody is chosen" in text_of(office.post(address(grant, "credit_report_by_hand"), form | {"people": []}))


def test_a_change_needs_the_number_again_and_another_one_is_refused(office, grant, eiv, now):
    report(office, grant)
    Accreditation.objects.filter(pk=grant.pk).update(granted=5)
    award(grant.event, now=now)
    note_changes(now=now)
    line = CreditReportLine.objects.get(registration__person__name="Person 0")
    assert "Has changed since the report" in text_of(office.get(address(grant)))
    assert "awarded now: 5" in text_of(office.get(address(grant, "credit_report_line", line.pk)))
    there = address(grant, "credit_report_number", line.pk)
    assert EFNS[0][-4:] not in text_of(office.get(there))
    assert "This is another number" in text_of(office.post(there, {"number": EFNS[1]}))
    assert "is no valid EFN" in text_of(office.post(there, {"number": f"{EFNS[0][:-1]}8"}))
    office.post(there, {"number": EFNS[0]})
    report(office, grant)
    assert (CreditReportLine.objects.get(pk=line.pk).state, len(eiv.pushed)) == ("sent", 3)


def test_a_report_is_not_called_done_while_somebody_has_changed_since(office, grant, eiv, now):
    assert "Done" in text_of(report(office, grant))
    Accreditation.objects.filter(pk=grant.pk).update(granted=5)
    award(grant.event, now=now)
    page = text_of(office.get(address(grant)))
    assert ("Not complete" in page, "The body does not know of 2 people as things stand now." in page) == (True, True)
    assert ("Done" in page, CreditReport.objects.get().state) == (False, "done")


def test_a_withdrawal_asks_for_a_reason_first(office, grant, eiv):
    report(office, grant)
    line = CreditReportLine.objects.filter(state="sent").first()
    there = address(grant, "credit_report_withdraw", line.pk)
    assert "Its record stays" in text_of(office.get(there))
    office.post(there, {"reason": ""})
    assert CreditReportLine.objects.get(pk=line.pk).state == "sent"
    office.post(there, {"reason": "Confused"})
    assert CreditReportLine.objects.get(pk=line.pk).state == "withdrawing"


def test_a_withdrawal_reaches_the_body_through_the_screens_and_leaves_its_record(office, grant, eiv):
    report(office, grant)
    line = CreditReportLine.objects.get(registration__person__name="Person 0")
    there = address(grant, "credit_report_line", line.pk)
    office.post(address(grant, "credit_report_withdraw", line.pk), {"reason": "Confused"})
    page = text_of(office.get(there))
    assert ("It is to be withdrawn: Confused" in page, "Enter the number again" in page) == (True, True)
    office.post(address(grant, "credit_report_number", line.pk), {"number": EFNS[0]})
    page = text_of(report(office, grant))
    assert ("Withdrawn: 1" in page, "Reported: 1" in page) == (True, True)
    told = {efn: (row["punkte_basis_flag"], row["punkte_referent"]) for (_vnr, efn), row in eiv.records.items()}
    assert told == {EFNS[0]: (False, 0), EFNS[1]: (True, 0)}
    page = text_of(office.get(there))
    assert ("Confused" in page, "Basis 0" in page, "Enter the number again" in page) == (True, True, False)
    assert RegistrationNumber.objects.filter(registration=line.registration, value__isnull=False).count() == 0


def test_people_without_a_number_are_written_to_after_a_confirmation(office, grant):
    office.get(address(grant, "credit_report_ask"))
    assert Message.objects.filter(key__startswith="report_yourself").count() == 0
    office.post(address(grant, "credit_report_ask"))
    assert Message.objects.filter(key__startswith="report_yourself").count() == 1


def test_the_task_leads_to_the_report(office, grant):
    assert address(grant) in office.get(reverse("events:overview", args=[grant.event.pk])).content.decode()
    assert address(grant) in office.get(reverse("events:credits", args=[grant.event.pk])).content.decode()


def test_numbers_passwords_and_tokens_are_in_no_log_no_readable_column_and_no_screen(office, grant, eiv, caplog):
    """The receipt is, so that it can be seen that the search finds what is there."""
    caplog.set_level(logging.DEBUG)
    eiv.trouble.extend([422, "dead"])
    pages = [report(office, grant), report(office, grant, again="on"), office.get(address(grant))]
    assert CreditReport.objects.get().secret is not None
    kept = [number for row in RegistrationNumber.objects.all() if (number := row.reveal())]
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    told = " ".join([caplog.text, *rows, *(page.content.decode() for page in pages)])
    assert (sorted(kept), "push_teilnahme" in caplog.text, "The EIV cannot read this report" in told) == (
        sorted(EFNS[:2]),
        True,
        True,
    )
    assert [secret in told for secret in (*EFNS[:2], PASSWORD, *eiv.tokens)] == [False] * (3 + len(eiv.tokens))


def test_the_screen_keeps_its_number_of_queries(office, eiv, now, grant, django_assert_max_num_queries):
    office.get(address(grant))
    with django_assert_max_num_queries(200) as few:
        office.get(address(grant))
    many = over_and_awarded(eiv, now, numbers=[None] * 9, region=grant.event.region)
    with django_assert_max_num_queries(200) as more:
        office.get(address(many))
    assert len(more.captured_queries) == len(few.captured_queries)
