"""Nothing about a person is forgotten: each model that leads to one is in the person's file and in what a deletion says."""

from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model

from tests import factories
from training.domain.messages import draft
from training.domain.numbers import GivenNumber, give_numbers
from training.domain.own_data.erasure import erase, preview
from training.domain.own_data.export import account_data
from training.encryption import Secret
from training.models import (
    AttendanceCorrection,
    CreditFailure,
    CreditRun,
    CreditWindow,
    Evaluation,
    Person,
    PersonNumber,
    Registration,
    ReportReceipt,
    SessionBooking,
)

pytestmark = pytest.mark.django_db

OWN = "Credits you entered yourself with their proofs, and windows"
NUMBERS = "Professional numbers, such as an EFN"
REGISTRATIONS = "Registrations, with what you answered"

TOLD = {
    "Person": ("profile", "Name and profile"),
    "Registration": ("registrations", REGISTRATIONS),
    "SessionBooking": ("sessions", REGISTRATIONS),
    "Attendance": ("attendance", "Attendance"),
    "AttendanceCorrection": ("attendance_corrections", "Corrections of attendance"),
    "LearningCheckResult": ("learning_checks", "Results of learning checks"),
    "Contribution": ("contributions", "Contributions to events"),
    "Evaluation": ("evaluations", "Notes that you handed in an evaluation"),
    "CreditEntry": ("credits", "Credits"),
    "CreditFailure": ("credits_not_computed", "Notes from computing credits"),
    "CreditReportLine": ("reports", "Reports of credits"),
    "ReportReceipt": ("receipts_of_reports", "Receipts of these reports"),
    "RegistrationNumber": ("numbers", NUMBERS),
    "PersonNumber": ("numbers", NUMBERS),
    "CreditWindow": ("credit_windows", OWN),
    "ExternalCredit": ("credits_from_elsewhere", OWN),
    "Message": ("mails", "Mails to you"),
}
"""Each model of the core: where its rows stand in the file, and which line of the summary counts them."""

TOLD_BY_CERTIFICATES = {"Certificate", "CertificateEvent", "HiddenName", "IssueItem", "ShareLink"}
"""Told through the hooks ``personal_data_export`` and ``personal_data_erase``, and tested with them."""


def leading_to_a_person() -> set[str]:
    """Every model with a way of foreign keys to a person or a registration, however long."""
    found = {Person, Registration}
    while more := {model for model in apps.get_models() if model not in found and _refers(model, found)}:
        found |= more
    return {model.__name__ for model in found}


def _refers(model, found) -> bool:
    return any(field.related_model in found for field in model._meta.concrete_fields)


@pytest.fixture
def user(region):
    user = get_user_model().objects.create_user("kim@praxis.example")
    EmailAddress.objects.create(user=user, email="kim@praxis.example", verified=True, primary=True)
    factories.person("Kim Beispiel", user=user, email="kim@praxis.example")
    return user


@pytest.fixture
def everything(user, region, now):
    """One row of each kind, all of them of a registration that proves a participation."""
    event = factories.event(region, starts_in=timedelta(days=-30))
    slot = factories.slot(event, "Run 1")
    forum = factories.session(slot, taken=1)
    factories.session(slot, title="Forum B")
    registration = factories.registration(event, user.person)
    SessionBooking.objects.create(registration=registration, session=forum, slot=slot)
    factories.attended(registration)
    AttendanceCorrection.objects.create(registration=registration, session=forum, was=10, became=20, corrected_at=now)
    factories.check_taken(registration, 8)
    factories.contribution(registration)
    Evaluation.objects.create(registration=registration, entered_at=now)
    _credits(registration, now)
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of("80276002" + "0" * 7))])
    number = PersonNumber(person=user.person, key="de_efn")
    number.set_value(Secret.of("80276002" + "0" * 7))
    number.save()
    CreditWindow.objects.create(person=user.person, scheme="de_mfbo2024", end=now.date())
    factories.external_credit(user.person, "4")
    _mail(registration, now)
    return registration


def _credits(registration, now):
    run = CreditRun.objects.create(event=registration.event, started_at=now, people=1, moved_at=now)
    CreditFailure.objects.create(run=run, registration=registration, reason="The rule failed.")
    line = factories.report_line(factories.grant(registration.event), registration)
    parts = {"date": line.date, "basis": Decimal(2)}
    ReportReceipt.objects.create(line=line, act="sent", receipt="R-1", at=now, **parts)


def _mail(registration, now):
    address = registration.person.email
    message = draft(key="test", region=registration.event.region, recipient=address, subject="S", text="T", now=now)
    message.registration = registration
    message.save()


def test_every_model_that_leads_to_a_person_is_told():
    assert leading_to_a_person() == TOLD.keys() | TOLD_BY_CERTIFICATES


@pytest.mark.parametrize("model", TOLD)
def test_the_example_has_rows_of_every_model(everything, model):
    assert apps.get_model("training", model).objects.exists()


def test_the_file_for_the_person_has_a_row_of_every_model(everything, user):
    data = account_data(user)
    assert [model for model, (section, _line) in TOLD.items() if not data[section]] == []
    assert [row["event"] for row in data["numbers"]] == [None, everything.event.code]
    assert data["reports"][0]["state"] == "sent"
    assert data["receipts_of_reports"][0]["receipt"] == "R-1"
    assert data["credits_not_computed"][0]["reason"] == "The rule failed."


def test_preview_and_receipt_count_the_rows_of_every_model(everything, user, now):
    shown = {line.section: line.deleted + line.kept for line in preview(user)}
    assert {model: line for model, (_section, line) in TOLD.items() if not shown.get(line)} == {}
    assert (shown[OWN], shown[NUMBERS], shown[REGISTRATIONS]) == (2, 2, 1)
    receipt = erase(user, now=now).lines
    assert {one["section"]: one["deleted"] + one["kept"] for one in receipt if not one["plugin"]} == shown


def test_what_proves_no_participation_is_gone_afterwards_and_all_that_proves_it_stays(everything, user, now):
    erase(user, now=now)
    left = {name for name in TOLD if apps.get_model("training", name).objects.exists()}
    gone = {"CreditFailure", "RegistrationNumber", "PersonNumber", "CreditWindow", "ExternalCredit", "Message"}
    assert left == TOLD.keys() - gone


def test_without_a_participation_nothing_is_said_to_stay(user, region, now):
    registration = factories.registration(factories.event(region, starts_in=timedelta(days=-9)), user.person)
    factories.check_taken(registration, 8)
    Evaluation.objects.create(registration=registration, entered_at=now)
    shown = [line for line in preview(user) if line.kept]
    erase(user, now=now)
    assert (shown, Evaluation.objects.exists()) == ([], False)
