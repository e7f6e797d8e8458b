"""Lines that plugins add to certificates: frozen, printed, verified, and never in the way of a certificate."""

import json
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from pypdf import PdfReader

from certificates.checksum import canonical, sha256
from certificates.context import facts_of
from certificates.domain import issue, read_file, replace
from certificates.domain.sharing import share
from certificates.models import Certificate
from plugins.failures import failures
from plugins.models import PluginActivation
from tests import factories
from tests.certificates.altering import as_if_issued
from tests.certificates.making import with_file
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import CertificateFact, hookimpl
from django.db import connection

@hookimpl
def certificate_context(region, certificate, settings):
    {body}
"""
GOOD = "return [CertificateFact(key='acme_number', label='Number', value=settings['prefix'] + certificate.event.code)]"

FOREIGN = "The certificate fact {} does not belong to acme: begin its key with acme_."
LIMITS = "The certificate fact acme_x needs a label of 1 to 80 characters and a value of at most 200."


@pytest.fixture
def acme(installed, region):
    def install(body):
        files = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)}
        installed.install("acme", files)
        PluginActivation.objects.create(region=region, plugin="acme", config={"prefix": "N-"})

    return install


def added(certificate):
    return [(line.key, line.label, line.value) for line in facts_of(certificate.snapshot).more]


def test_a_line_is_frozen_under_plugin_and_key(acme, attended, event, now):
    acme(GOOD)
    certificate = issue(attended, now=now)
    line = {"key": "acme_number", "label": "Number", "value": f"N-{event.code}", "plugin": "acme", "plugin_version": "1.2"}
    assert certificate.snapshot["more"] == [line]
    assert facts_of(certificate.snapshot).added == {"acme_number": f"N-{event.code}"}
    PluginActivation.objects.update(enabled=False)
    assert added(Certificate.objects.get()) == [("acme_number", "Number", f"N-{event.code}")]


def test_what_is_printed_is_verified(acme, attended, event, client, now):
    acme(GOOD)
    certificate = with_file(issue(attended, now=now), now=now)
    paper = PdfReader(BytesIO(read_file(certificate))).pages[0].extract_text()
    page = client.get(f"/verify/{certificate.code}/").content.decode()
    statement = json.loads(client.get(f"/verify/{certificate.code}/", HTTP_ACCEPT="application/json").content)
    assert (f"N-{event.code}" in paper, f"<dt>Number</dt><dd>N-{event.code}</dd>" in page) == (True, True)
    assert statement["certificate"]["more"] == [{"label": "Number", "value": f"N-{event.code}"}]


def test_a_value_stays_text(acme, attended, client, now):
    acme("return [CertificateFact(key='acme', label='<b>x', value=' a\\r\\n<script>\\x00b ')]")
    certificate = issue(attended, now=now)
    assert added(certificate) == [("acme", "<b>x", "a <script> b")]
    assert "<dt>&lt;b&gt;x</dt><dd>a &lt;script&gt; b</dd>" in client.get(f"/verify/{certificate.code}/").content.decode()


@pytest.mark.parametrize(
    ("fact", "cause"),
    [
        (
            "key='beta_x', label='L', value='v'",
            FOREIGN.format("'beta_x'"),
        ),
        (
            "key='core_x', label='L', value='v'",
            FOREIGN.format("'core_x'"),
        ),
        ("key='acme_good', label='L', value='v'", "There are two certificate facts acme_good."),
        (
            "key='acme_x', label='', value='v'",
            LIMITS,
        ),
        (
            "key='acme_x', label='L', value='v' * 201",
            LIMITS,
        ),
    ],
)
def test_what_may_not_be_printed_is_left_out_and_recorded(acme, attended, now, fact, cause):
    acme(f"return [CertificateFact(key='acme_good', label='L', value='v'), CertificateFact({fact})]")
    assert added(issue(attended, now=now)) == [("acme_good", "L", "v")]
    assert [(failure.plugin, failure.cause) for failure in failures()] == [("acme", cause)]


def test_an_empty_value_prints_nothing_and_is_no_failure(acme, attended, now):
    acme("return [CertificateFact(key='acme_x', label='L', value=' ')]")
    assert (added(issue(attended, now=now)), failures()) == ([], ())


@pytest.mark.parametrize(
    "body", ["raise RuntimeError", "return 'x'", "return [CertificateFact(key='acme', label='L', value=5)]"]
)
def test_a_plugin_that_fails_keeps_nobody_from_a_certificate(acme, attended, now, body):
    acme(body)
    assert added(issue(attended, now=now)) == []
    assert [failure.plugin for failure in failures()] == ["acme"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_plugins_are_asked(acme, attended, now):
    acme("return [CertificateFact(key='acme_x', label='In a transaction', value=str(connection.in_atomic_block))]")
    first = issue(attended, now=now)
    second = replace(first, reason="Name", by=None, now=now)
    assert [added(certificate)[0][2] for certificate in (first, second)] == ["False", "False"]
    assert not connection.in_atomic_block


def test_a_certificate_of_the_first_schema_reads_and_verifies_as_before(attended, client, now):
    certificate = issue(attended, now=now)
    old = {key: value for key, value in certificate.snapshot.items() if key != "more"} | {"schema": 1}
    as_if_issued(certificate, old)
    assert added(with_file(certificate, now=now)) == []
    statement = json.loads(client.get(f"/verify/{certificate.code}/", HTTP_ACCEPT="application/json").content)
    assert (statement["status"], statement["certificate"]["more"]) == ("valid", [])
    assert client.get(f"/verify/{certificate.code}/").status_code == 200


def test_a_replaced_certificate_asks_anew(acme, attended, now):
    first = issue(attended, now=now)
    acme(GOOD)
    assert (added(first), [key for key, _label, _value in added(replace(first, reason="Number", by=None, now=now))]) == (
        [],
        ["acme_number"],
    )


def test_asking_plugins_that_add_nothing_costs_no_query(attended, now, django_assert_num_queries):
    from certificates.domain.additions import lines_of_plugins

    factories.event(attended.event.region)
    with django_assert_num_queries(0):
        assert lines_of_plugins(attended, purpose="attendance", language="en") == []


PRIVATE = "return [CertificateFact(key='acme_number', label='Number', value='4711-0815', is_private=True)]"


def test_a_private_line_is_printed_and_others_read_its_label_alone(acme, attended, client, now):
    acme(PRIVATE)
    certificate = with_file(issue(attended, now=now), now=now)
    assert "4711-0815" in PdfReader(BytesIO(read_file(certificate))).pages[0].extract_text()
    link = share(certificate, now=now)
    for address in (f"/verify/{certificate.code}/", f"/verify/shared/{link.token}/"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert "<dt>Number</dt><dd>Printed, and not shown here." in page
        statement = client.get(address, headers={"accept": "application/json"})
        assert statement.json()["certificate"]["more"] == [{"label": "Number", "value": None}]
        assert ("4711" in page, b"4711" in statement.content) == (False, False)
    page = client.post("/verify/file/", {"sha256": certificate.pdf_sha256}).content.decode()
    assert "4711" not in page
    assert "4711" not in certificate.credential


def test_a_private_line_is_frozen_as_one_and_covered_by_the_checksum(acme, attended, now):
    acme(PRIVATE)
    certificate = issue(attended, now=now)
    assert certificate.snapshot["more"][0]["is_private"] is True
    assert certificate.snapshot["schema"] == 6
    shown = {**certificate.snapshot, "more": [{**certificate.snapshot["more"][0], "is_private": False}]}
    assert sha256(canonical(shown)) != certificate.snapshot_sha256


def test_its_holder_reads_a_private_line_and_that_the_credential_lacks_it(acme, attended, client, now):
    acme(PRIVATE)
    certificate = issue(attended, now=now)
    user = get_user_model().objects.create_user(email="kim@example.org")
    type(attended.person).objects.filter(pk=attended.person_id).update(user=user, language="en")
    client.force_login(user)
    page = client.get(f"/certificates/{certificate.serial}/", headers={"accept-language": "en"}).content.decode()
    assert "<dd>4711-0815</dd>" in page
    assert "These lines are not in it, and stand on the PDF alone: Number." in page
