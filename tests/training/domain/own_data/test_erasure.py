from datetime import date, timedelta
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from certificates.domain import issue, issue_for_event
from certificates.models import Certificate, IssueItem
from plugins.models import Region
from tests import factories
from tests.plugins.packages import info
from training.domain.messages import draft
from training.domain.own_data.erasure import ErasureError, erase, preview
from training.domain.own_data.export import account_data
from training.domain.registration import reconcile
from training.models import (
    Attendance,
    Contribution,
    CreditWindow,
    ErasureReceipt,
    Event,
    ExternalCredit,
    LearningCheckResult,
    Message,
    Person,
    Registration,
)

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import Erasure, PersonalData, hookimpl
from plugins.models import Region

@hookimpl
def personal_data_erase(person):
    {erase}

@hookimpl
def personal_data_export(person):
    {export}
"""

FAILING = ["Region.objects.all().delete(); raise RuntimeError", "return 'x'", "return [Erasure(section='N', kept=1)]"]


@pytest.fixture
def user(region):
    user = get_user_model().objects.create_user("kim@praxis.example")
    EmailAddress.objects.create(user=user, email="kim@praxis.example", verified=True, primary=True)
    factories.person("Kim Beispiel", user=user, email="kim@praxis.example", organisation="Praxis")
    return user


@pytest.fixture
def past(region):
    return factories.event(region, starts_in=timedelta(days=-30))


@pytest.fixture
def acme(installed):
    def install(erase="return []", export="return []"):
        files = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(erase=erase, export=export)}
        installed.install("acme", files)

    return install


def counts(lines):
    return {line["section"]: (line["deleted"], line["kept"]) for line in lines}


def mail(registration, now, **fields):
    message = draft(
        key=f"test:{registration.pk}",
        region=registration.event.region,
        recipient="kim@praxis.example",
        subject="S",
        text="T",
        now=now,
    )
    message.registration = registration
    message.save()
    return message


def test_without_any_attendance_nothing_of_the_person_stays(user, past, now):
    registration = factories.registration(past, user.person, answers={"remarks": "x"})
    mail(registration, now)
    receipt = erase(user, now=now)
    rows = [get_user_model(), Person, Registration, Message, EmailAddress]
    assert [model.objects.count() for model in rows] == [0] * 5
    assert counts(receipt.lines) == {
        "Account and mail addresses": (2, 0),
        "Name and profile": (1, 0),
        "Registrations, with what you answered": (1, 0),
        "Mails to you": (1, 0),
        "Certificates": (0, 0),
        "Links to certificates": (0, 0),
        "Notes from issuing certificates": (0, 0),
        "Files made for audits": (0, 0),
    }


def test_what_proves_a_participation_stays_with_the_name_alone(user, past, now):
    registration = factories.attended(factories.registration(past, user.person, answers={"remarks": "x"}))
    registration.refresh_from_db()
    person, token = registration.person, registration.token
    issue_for_event(past, by=None, now=now)
    receipt = erase(user, now=now)
    registration.refresh_from_db()
    person.refresh_from_db()
    known = (person.name, person.email, person.organisation, person.profession, person.user)
    assert known == ("Kim Beispiel", "", "", "", None)
    assert (registration.email, registration.answers, registration.token != token) == ("", {}, True)
    assert (Attendance.objects.count(), Certificate.objects.count(), IssueItem.objects.count()) == (1, 1, 0)
    assert counts(receipt.lines)["Certificates"] == (0, 1)
    assert counts(receipt.lines)["Name and profile"] == (0, 1)
    assert all(line["reason"] for line in receipt.lines if line["kept"])
    assert "Kim" not in str(receipt.lines)


def test_a_certificate_keeps_its_registration_though_the_attendance_was_taken_back(user, past, now):
    registration = factories.attended(factories.registration(past, user.person))
    issue(registration, now=now)
    registration.attendances.all().delete()
    registration.credits.all().delete()
    erase(user, now=now)
    assert Certificate.objects.get().registration.person.name == "Kim Beispiel"


def test_the_counters_of_seats_stay_right(user, past, now):
    slot = factories.slot(past, "Run 1")
    forum = factories.session(slot, capacity=5, taken=1)
    factories.session(slot, title="Forum B")
    factories.registration(past, user.person).bookings.create(session=forum, slot=slot)
    factories.registration(past)
    erase(user, now=now)
    assert reconcile(Event.objects.all()) == []
    assert (past.seat_classes.get().taken, past.sessions.get(pk=forum.pk).taken) == (1, 0)


def test_requests_and_persons_of_the_same_address_go_too(user, past, now):
    other = factories.person("Kim B.", email="KIM@praxis.example")
    factories.registration(past, other)
    Registration.objects.create(
        event=past, seat_class=past.seat_classes.get(), state="expired", email="Kim@Praxis.example", answers={"name": "Kim"}
    )
    stranger = factories.registration(past)
    erase(user, now=now)
    assert list(Registration.objects.all()) == [stranger]
    assert list(Person.objects.all()) == [stranger.person]


def test_an_address_that_is_not_proved_reaches_nobody_elses_data(user, past, now):
    EmailAddress.objects.create(user=user, email="other@praxis.example", verified=False)
    kept = factories.registration(past, factories.person("Andere", email="other@praxis.example"))
    erase(user, now=now)
    assert list(Registration.objects.all()) == [kept]


def test_the_preview_says_what_the_receipt_says_of_the_core(user, past, now):
    factories.attended(factories.registration(past, user.person))
    mail(factories.registration(factories.event(past.region, starts_in=timedelta(days=-9)), user.person), now)
    shown = {line.section: (line.deleted, line.kept) for line in preview(user)}
    receipt = counts(line for line in erase(user, now=now).lines if not line["plugin"])
    assert shown == receipt
    assert shown["Registrations, with what you answered"] == (1, 1)


@pytest.mark.parametrize("state", ["confirmed", "pending", "waiting"])
def test_whoever_is_registered_for_an_event_to_come_cancels_first(user, region, now, state):
    factories.registration(factories.event(region, title="Fachtag"), user.person, state=state)
    with pytest.raises(ErasureError, match=r"an event to come: Fachtag. Cancel your registration first"):
        erase(user, now=now)
    assert Person.objects.get().user == user


def test_a_cancelled_registration_for_an_event_to_come_is_no_obstacle(user, region, now):
    factories.registration(factories.event(region), user.person, state="cancelled", holds_seat=False)
    assert erase(user, now=now).pk


def test_staff_ask_their_office_first(now):
    user = factories.staff(factories.office("Hessen"))
    with pytest.raises(ErasureError, match=r"belongs to the staff"):
        erase(user, now=now)
    assert get_user_model().objects.count() == 1


def test_a_plugin_deletes_and_is_named_on_the_receipt(acme, user, now):
    acme(erase="return [Erasure(section='Notes', deleted=3, kept=1, reason='Law')]")
    line = erase(user, now=now).lines[-1]
    receipt = {"section": "Notes", "deleted": 3, "kept": 1, "reason": "Law", "plugin": "acme"}
    assert receipt in ErasureReceipt.objects.get().lines
    assert line["plugin"] in {"acme", "certificates"}


@pytest.mark.parametrize("body", FAILING)
def test_a_plugin_that_fails_stops_all_of_it(acme, user, now, body):
    acme(erase=body)
    Region.objects.create(slug="x", code="XX", name="X", organisation="X", country="DE", language="de")
    with pytest.raises(ErasureError, match=r"cannot delete its data at the moment .acme., so nothing was deleted"):
        erase(user, now=now)
    assert (Person.objects.get().user, Region.objects.count(), ErasureReceipt.objects.count()) == (user, 2, 0)


def test_a_plugin_that_does_not_work_stops_it_too(installed, user, now):
    installed.install("acme", {"__init__.py": "raise RuntimeError"})
    with pytest.raises(ErasureError, match=r"acme"):
        erase(user, now=now)
    assert account_data(user)["incomplete"]["plugins"] == ["acme"]


@pytest.mark.parametrize(
    "body",
    [
        "raise RuntimeError",
        "return [PersonalData(section='N', rows=({'x': object()},))]",
        r"return [PersonalData(section='N', rows=({'x': '\ud800'},))]",
        "return [PersonalData(section='N', rows=({'x': float('nan')},))]",
    ],
)
def test_an_export_that_lacks_the_part_of_a_plugin_says_so(acme, user, body):
    acme(export=body)
    data = account_data(user)
    assert data["incomplete"]["plugins"] == ["acme"]
    assert data["incomplete"]["sentence"].startswith("This file is incomplete")


def test_a_whole_export_has_the_rows_of_each_plugin_and_no_warning(acme, user, now):
    acme(export="return [PersonalData(section='Certificates', rows=({'x': 1},))]")
    data = account_data(user)
    assert data["plugins"] == [
        {"plugin": "acme", "section": "Certificates", "rows": [{"x": 1}]},
        {"plugin": "certificates", "section": "Certificates", "rows": []},
    ]
    assert "incomplete" not in data


def test_what_was_entered_into_credit_accounts_goes_with_its_proofs(user, past, now, django_capture_on_commit_callbacks):
    factories.attended(factories.registration(past, user.person))  # so that the person has to stay
    entry = factories.external_credit(user.person, "4", proof=ContentFile(b"%PDF-1.7", name="proof.pdf"))
    CreditWindow.objects.create(person=user.person, scheme="de_mfbo2024", end=now.date())
    storage, section = entry.proof.storage, "Credits you entered yourself with their proofs, and windows"
    assert {line.section: line.deleted for line in preview(user)}[section] == 2
    with django_capture_on_commit_callbacks(execute=True):
        receipt = erase(user, now=now)
    assert counts(receipt.lines)[section] == (2, 0)
    assert (ExternalCredit.objects.count(), CreditWindow.objects.count(), Person.objects.count()) == (0, 0, 1)
    assert not storage.exists(entry.proof.name)


def test_a_deletion_that_fails_keeps_the_proofs(user, acme, now, django_capture_on_commit_callbacks):
    acme(erase="raise RuntimeError")
    entry = factories.external_credit(user.person, "4", proof=ContentFile(b"%PDF-1.7", name="proof.pdf"))
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ErasureError):
        erase(user, now=now)
    assert ExternalCredit.objects.get().proof.storage.exists(entry.proof.name)


def test_the_export_has_what_was_entered_and_where_its_proof_is(user):
    entry = factories.external_credit(user.person, "4", proof=ContentFile(b"%PDF-1.7", name="proof.pdf"))
    factories.external_credit(user.person, "2.5", kind="self_study", is_medical=False, body="", title="Ein Buch")
    CreditWindow.objects.create(person=user.person, scheme="de_mfbo2024", end=date(2026, 12, 31))
    data = account_data(user)
    first, second = data["credits_from_elsewhere"]
    assert first["proof"] == f"http://localhost:8000/my/credits/entries/{entry.pk}/proof/"
    assert second == {
        "scheme": "de_mfbo2024",
        "date": date(2026, 3, 1),
        "amount": Decimal("2.5"),
        "kind": "self_study",
        "is_medical": False,
        "title": "Ein Buch",
        "body": "",
        "proof": None,
    }
    assert data["credit_windows"] == [{"scheme": "de_mfbo2024", "end": date(2026, 12, 31)}]


def test_results_and_contributions_stay_as_proof_of_what_was_attended_and_go_without_it(user, past, now):
    kept = factories.attended(factories.registration(past, user.person))
    gone = factories.registration(factories.event(past.region, starts_in=-timedelta(days=9)), user.person)
    for registration in (kept, gone):
        factories.check_taken(registration, 8)
        factories.contribution(registration)
    lines = counts(erase(user, now=now).lines)
    assert (lines["Results of learning checks"], lines["Contributions to events"]) == ((0, 1), (0, 1))
    assert (LearningCheckResult.objects.get().registration, Contribution.objects.get().registration) == (kept, kept)


def test_the_export_has_results_and_contributions(user, past):
    registration = factories.registration(past, user.person)
    result = factories.check_taken(registration, 8)
    made = factories.contribution(registration, session=past.sessions.get())
    data = account_data(user)
    assert data["learning_checks"] == [
        {
            "registration__event__code": past.code,
            "attempt": 1,
            "questions": 10,
            "options": 5,
            "correct": 8,
            "taken_at": result.taken_at,
        }
    ]
    assert data["contributions"] == [
        {
            "registration__event__code": past.code,
            "role": "speaker",
            "title": "Vortrag",
            "session__title": "Einführung",
            "entered_at": made.entered_at,
        }
    ]
