"""What a body was told stays, whatever becomes of the award, the number or the person's data."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db.models import ProtectedError
from django.utils import timezone

from training.domain.dossier_receipts import receipts_of
from training.domain.number_retention import forget_overdue
from training.domain.own_data.erasure import erase
from training.domain.reporting.by_hand import mark_by_hand
from training.domain.reporting.in_step import prepare
from training.models import CreditReport, CreditReportLine, Person, RegistrationNumber, ReportReceipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(accreditation, now):
    """Reported by hand."""
    line = prepare(accreditation, now=now).lines.get(registration__person__name="Person 0")
    mark_by_hand(accreditation, registrations=[line.registration_id], on=now.date(), by=None, now=now)
    return CreditReportLine.objects.get(pk=line.pk)


def test_neither_line_nor_report_can_be_deleted_once_the_body_was_told(line):
    for row in (line, line.report):
        with pytest.raises(ProtectedError):
            row.delete()
    assert (CreditReport.objects.count(), ReportReceipt.objects.count()) == (1, 1)


def test_who_has_the_own_data_deleted_stays_with_line_and_receipt_and_is_told_so(line, accreditation):
    user = get_user_model().objects.create_user("kim@praxis.example")
    Person.objects.filter(pk=line.registration.person_id).update(user=user)
    kept = {one["section"]: one["kept"] for one in erase(user, now=timezone.now()).lines if one["kept"]}
    assert (kept["Reports of credits"], kept["Receipts of these reports"]) == (1, 1)
    assert [(one.name, one.number) for one in receipts_of(accreditation)] == [("Person 0", "")]
    assert not RegistrationNumber.objects.filter(registration=line.registration).exists()


def test_numbers_that_nobody_reported_in_time_go_and_the_receipts_of_others_stay(line, accreditation, now):
    assert forget_overdue(now=now + timedelta(days=3650)) == 2
    assert {number.value for number in RegistrationNumber.objects.all()} == {None}
    assert [(one.name, one.number[-4:]) for one in receipts_of(accreditation)] == [("Person 0", "0329")]
