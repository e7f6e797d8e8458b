import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from wagtail.users.models import UserProfile

from certificates.domain import issue, start_run
from certificates.models import Certificate, IssueRun
from plugins.models import RegionGroup, RegionLogEntry
from plugins.registry import certificate_templates
from tests import factories
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db):
    return factories.office(language="en")


@pytest.fixture
def organiser(client, region):
    user = factories.staff(region)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return user


def screen(name, event, *args):
    return reverse(f"certificates_office:{name}", args=[event.pk, *args])


def test_the_page_says_who_qualifies_and_why_somebody_does_not_before_anything_is_issued(client, organiser, event, attended):
    factories.registration(event, factories.person("Alex Abwesend"))
    page = client.get(screen("overview", event)).content.decode()
    assert "Issue 1 certificate" in page
    assert "No: No attendance is recorded." in page
    assert Certificate.objects.count() == 0


def test_issuing_leads_to_the_progress_and_makes_the_files(client, organiser, event, attended):
    answer = client.post(screen("overview", event))
    run = IssueRun.objects.get()
    assert answer["Location"] == screen("run", event, run.pk)
    page = client.get(answer["Location"]).content.decode()
    assert "1 of 1 certificates are made." in page
    assert "Finished." in page
    assert run.started_by == organiser
    assert Certificate.objects.get().pdf.name.endswith(f"{Certificate.objects.get().serial}.pdf")


def test_a_certificate_names_its_design_as_editors_know_it(client, organiser, event, attended, now, monkeypatch):
    page = screen("certificate", event, issue(attended, now=now).serial)
    assert "<dd>Standard (1)</dd>" in client.get(page).content.decode()
    monkeypatch.delitem(certificate_templates(), "standard")
    assert "<dd>standard (1)</dd>" in client.get(page).content.decode()


def test_issuing_again_is_answered_in_words(client, organiser, event, attended):
    client.post(screen("overview", event))
    page = client.post(screen("overview", event)).content.decode()
    assert "Nobody is due for a certificate" in page
    assert Certificate.objects.count() == 1


def test_an_error_is_shown_with_its_person_and_can_be_tried_again(client, organiser, event, attended, now):
    run = start_run(event, by=organiser, now=now)
    run.items.update(error="Something is missing.")
    page = client.get(screen("run", event, run.pk)).content.decode()
    assert "1 could not be made." in page
    assert "Something is missing." in page
    client.post(screen("run", event, run.pk))
    assert "1 of 1 certificates are made." in client.get(screen("run", event, run.pk)).content.decode()


def test_one_file_and_all_files_can_be_downloaded(client, organiser, event, attended):
    client.post(screen("overview", event))
    certificate = Certificate.objects.get()
    assert client.get(screen("download", event, certificate.serial)).content.startswith(b"%PDF")
    with zipfile.ZipFile(BytesIO(client.get(screen("all", event)).getvalue())) as archive:
        assert archive.namelist() == [f"{certificate.serial}.pdf"]


def test_the_file_to_print_has_everybody_by_name_and_taking_it_is_logged(client, organiser, event, now):
    for name in ("Zoe", "Ada"):
        with_file(issue(factories.attended(factories.registration(event, factories.person(name))), now=now), now=now)
    pages = PdfReader(BytesIO(client.get(screen("print", event)).getvalue())).pages
    assert [[name for name in ("Ada", "Zoe") if name in page.extract_text()] for page in pages] == [["Ada"], ["Zoe"]]
    assert RegionLogEntry.objects.filter(action="certificates.export", user=organiser).count() == 1


def test_revoking_is_confirmed_with_a_reason_and_stays_in_the_history(client, organiser, event, attended, now):
    certificate = issue(attended, now=now)
    address = screen("revoke", event, certificate.serial)
    assert "Please say why the certificate is revoked." in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "Wrong name"})
    certificate.refresh_from_db()
    assert not certificate.is_valid
    page = client.get(screen("certificate", event, certificate.serial)).content.decode()
    assert [text for text in ("Revoked", "Wrong name", str(organiser)) if text not in page] == []


def test_the_trail_of_revoking_leads_back_to_the_certificate(client, organiser, event, attended, now):
    certificate = issue(attended, now=now)
    trail = client.get(screen("revoke", event, certificate.serial)).context["breadcrumbs_items"][-3:]
    assert [(item["url"], str(item["label"])) for item in trail] == [
        (screen("overview", event), "Certificates"),
        (screen("certificate", event, certificate.serial), certificate.serial),
        ("", "Revoke or replace"),
    ]


def test_replacing_leads_to_the_new_certificate(client, organiser, event, attended, now):
    certificate = issue(attended, now=now)
    answer = client.post(screen("revoke", event, certificate.serial), {"reason": "Wrong name", "replace": "on"})
    new = Certificate.objects.get(revoked_at=None)
    assert answer["Location"] == screen("certificate", event, new.serial)
    assert new.pdf


def test_the_event_offers_the_way_to_its_certificates(client, organiser, event):
    assert screen("overview", event) in client.get(reverse("events:overview", args=[event.pk])).content.decode()


def test_nobody_from_another_region_finds_anything(client, event, attended, now):
    certificate, run = issue(attended, now=now), start_run_of_another(event, now)
    client.force_login(factories.staff(factories.office("Sachsen")))
    serial = certificate.serial
    names = ("overview", "all", "print", "terms", "release", "tell", "evaluations", "corrections")
    addresses = [screen(name, event) for name in names] + [screen("run", event, run.pk)]
    addresses += [screen(name, event, serial) for name in ("certificate", "download", "revoke")]
    for address in addresses:
        assert (client.get(address).status_code, client.post(address, {"reason": "x"}).status_code) == (404, 404)
    certificate.refresh_from_db()
    assert certificate.is_valid


def start_run_of_another(event, now):
    factories.attended(factories.registration(event))
    return start_run(event, by=None, now=now)


def test_a_certificate_is_found_only_under_its_own_event(client, organiser, region, event, attended, now):
    other = factories.event(region)
    certificate = issue(attended, now=now)
    assert client.get(screen("certificate", other, certificate.serial)).status_code == 404


def test_editors_see_no_certificates(client, region, event):
    client.force_login(factories.staff(region, RegionGroup.Role.EDITORS))
    assert client.get(screen("overview", event)).status_code == 404


def test_the_list_takes_as_many_queries_for_three_as_for_one(client, organiser, event, now):
    def queries():
        issue(factories.attended(factories.registration(event)), now=now)
        with CaptureQueriesContext(connection) as captured:
            client.get(screen("overview", event))
        return len(captured)

    client.get(screen("overview", event))
    assert len({queries(), queries(), queries()}) == 1
