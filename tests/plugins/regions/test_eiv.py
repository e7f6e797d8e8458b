"""The EIV's interface, spoken with a local server that behaves like it."""

import logging
import traceback
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest
from django.utils import translation

from plugins.api import CreditReport, ReportAccess, ReportedPerson
from plugins.regions.de.eiv.address import checked_address, destination
from plugins.regions.de.eiv.service import connect
from plugins.regions.de.forms import SettingsForm
from plugins.testing.samples import EVENT
from tests.plugins.regions.eiv_server import PASSWORD, VNR, EivServer

EFN, OTHER = "802760020090329", "812760000000007"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def eiv():
    with EivServer() as server:
        yield server


@pytest.fixture
def connection(eiv):
    return connected(eiv)


def connected(eiv, *, secret=PASSWORD, reference=VNR, **granted):
    words = {"event": EVENT, "organisation": "Office", "body": "Chamber", "category": "A", "unit": "points"}
    report = CreditReport(reference=reference, **words | granted)
    return connect(ReportAccess(report=report, secret=secret, settings={"eiv_address": eiv.address}))


def person(efn=EFN, **amounts):
    known = {"name": "Kim", "number": efn, "date": date(2026, 5, 8), "basis": Decimal(4)}
    return ReportedPerson(**known | amounts)


def test_basis_learning_check_and_speaker_are_sent_apart_with_the_day(eiv, connection):
    outcome = connection.submit(person(learning_check=Decimal(1), speaker=Decimal(2)))
    assert outcome.status == "accepted"
    assert outcome.receipt.startswith("EIV, 20")
    record = eiv.records[VNR, EFN]
    assert (record["punkte_basis_flag"], record["punkte_lernerfolg_flag"], record["punkte_referent"]) == (True, True, 2)
    assert record["teilnahmedatum"] == "2026-05-08"


def test_one_token_serves_many_people(eiv, connection):
    assert [connection.submit(person(efn)).status for efn in (EFN, OTHER)] == ["accepted"] * 2
    assert [method for method, _path, _status in eiv.calls] == ["GET", "POST", "POST"]


def test_the_same_person_sent_twice_is_one_record(eiv, connection):
    for _twice in range(2):
        assert connection.submit(person()).status == "accepted"
    assert list(eiv.records) == [(VNR, EFN)]


def test_a_withdrawal_leaves_the_record_without_points(eiv, connection):
    connection.submit(person(speaker=Decimal(2)))
    assert connection.withdraw(person()).status == "accepted"
    record = eiv.records[VNR, EFN]
    assert (record["punkte_basis_flag"], record["punkte_lernerfolg_flag"], record["punkte_referent"]) == (False, False, 0)


def test_a_wrong_password_stops_the_report(eiv):
    outcome = connected(eiv, secret="wrong").submit(person())
    assert (outcome.status, eiv.records) == ("unauthorised", {})
    assert "password" in outcome.sentence


def test_a_token_that_has_run_out_is_renewed_once(eiv, connection):
    connection.submit(person())
    eiv.tokens.clear()
    assert connection.submit(person(OTHER)).status == "accepted"
    assert [status for _method, _path, status in eiv.calls] == [200, 200, 401, 200, 200]


def test_a_changed_password_stops_the_report_after_one_try(eiv, connection):
    connection.submit(person())
    eiv.change_password("another")
    assert connection.submit(person(OTHER)).status == "unauthorised"
    assert [status for _method, _path, status in eiv.calls] == [200, 200, 401, 401]
    assert list(eiv.records) == [(VNR, EFN)]


def test_a_business_refusal_is_told_from_a_malformed_report(eiv, connection):
    eiv.period = ("2026-06-01", "2026-06-02")
    assert connection.submit(person()).status == "refused"
    eiv.period = ("2026-05-08", "2026-05-08")
    assert connection.submit(person(f"{EFN[:-1]}8")).status == "malformed"
    eiv.closed.add(VNR)
    assert connection.submit(person()).status == "refused"
    assert (eiv.statuses, eiv.records) == ([406, 422, 406], {})


def test_too_many_calls_are_repeated_later_when_the_server_says(eiv, connection):
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    eiv.trouble.extend([429, (429, "90"), (429, later), (429, "soon"), (429, "²")])
    outcomes = [connection.submit(person()) for _again in range(5)]
    assert {outcome.status for outcome in outcomes} == {"later"}
    waits = [outcome.wait for outcome in outcomes]
    assert (waits[:2], waits[3:]) == ([None, 90], [None, None])
    assert 7190 <= waits[2] <= 7200


@pytest.mark.parametrize("trouble", [500, 503, 404, 302, "dead"])
def test_what_went_wrong_on_the_way_is_repeated_unchanged(eiv, connection, trouble):
    eiv.trouble.append(trouble)
    assert connection.submit(person()).status == "later"
    assert eiv.records == {}
    assert connection.submit(person()).status == "accepted"
    assert len(eiv.records) == 1


def test_a_redirect_is_not_followed(eiv, connection):
    eiv.trouble.append(302)
    connection.submit(person())
    assert [path for path in eiv.headers if "elsewhere" in path] == []


def test_a_line_cut_after_the_record_was_written_repeats_without_a_second_one(eiv, connection):
    eiv.trouble.append("cut")
    assert connection.submit(person()).status == "later"
    assert eiv.pushed == [(VNR, EFN)]
    assert connection.submit(person()).status == "accepted"
    assert (eiv.pushed, list(eiv.records)) == ([(VNR, EFN)] * 2, [(VNR, EFN)])


def test_nobody_listening_is_for_later():
    with EivServer() as eiv:
        connection = connected(eiv)
    assert connection.submit(person()).status == "later"


def test_a_part_of_what_was_granted_is_not_sent_as_all_of_it(eiv):
    connection = connected(eiv, granted=Decimal(4), granted_learning_check=Decimal(1))
    parts = [{"basis": Decimal(3)}, {"learning_check": Decimal("0.5")}, {"speaker": Decimal("0.5")}]
    assert [connection.submit(person(**part)).status for part in parts] == ["malformed"] * 3
    assert eiv.calls == []
    assert connection.submit(person(basis=Decimal("4.00"))).status == "accepted"


def test_a_number_that_is_no_vnr_is_not_tried(eiv):
    with pytest.raises(ValueError, match="19 digits"):
        connected(eiv, reference="4711")


def test_number_password_and_token_are_in_no_log_error_address_or_repr(eiv, connection, caplog):
    """The path is logged by the library underneath, so that it can be seen that something is."""
    caplog.set_level(logging.DEBUG)
    eiv.trouble.extend([200, "dead", 429])
    outcomes = [connection.submit(person()) for _again in range(4)]
    errors = []
    try:
        connection.submit(None)
    except AttributeError as error:
        errors = traceback.format_exception(error)
    (token,) = eiv.tokens
    access = ReportAccess(
        report=CreditReport(
            event=EVENT, organisation="", body="", reference=VNR, category="", unit="points", people=(person(),)
        ),
        secret=PASSWORD,
        settings={"key": PASSWORD},
    )
    text = " ".join([caplog.text, *eiv.headers, *errors, repr(access), repr(outcomes), repr(person())])
    assert "push_teilnahme" in caplog.text
    assert [secret in text for secret in (EFN, PASSWORD, token)] == [False] * 3


@pytest.mark.parametrize(
    "typed",
    [
        "http://eiv.example",
        "ftp://localhost",
        "eiv.example",
        "https://",
        "https://me:pw@eiv.example",
        "https://eiv.example/?a=b",
        "https://eiv.example/#a",
        "https://eiv.example:port",
        "https://[::1",
    ],
)
def test_an_address_that_would_not_keep_a_secret_is_not_taken(typed):
    with pytest.raises(ValueError, match="address"):
        checked_address(typed)
    form = SettingsForm({"eiv_address": typed})
    assert "eiv_address" in form.errors


def test_the_address_is_a_choice_of_the_region_and_never_a_default():
    assert checked_address(" https://eiv.example/base/ ") == "https://eiv.example/base"
    assert destination({"eiv_address": "https://eiv.example:8443/base"}) == "eiv.example:8443"
    for settings in ({}, {"eiv_address": ""}, {"eiv_address": None}):
        with pytest.raises(ValueError, match="No address"):
            destination(settings)
    assert SettingsForm().fields["eiv_address"].initial is None


def test_the_settings_keep_the_address_beside_the_parameters():
    form = SettingsForm({"eiv_address": "https://eiv.example/", **parameters()}, initial={"credits": {"de_rbp": []}})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["eiv_address"] == "https://eiv.example"
    assert form.cleaned_data["credits"] == {"de_rbp": []}


def parameters():
    return {name: field.initial for name, field in SettingsForm().fields.items() if field.initial is not None}
