import hashlib

import pytest
from django.urls import reverse

from certificates.domain import issue
from cms.models import User
from tests.certificates.altering import altered

pytestmark = pytest.mark.django_db


def addresses(certificate):
    return [reverse(f"certificates:{name}", args=[certificate.serial]) for name in ("show", "download")]


def test_the_holder_gets_the_file_exactly_as_it_was_made(client, holder, certificate):
    client.force_login(holder)
    answer = client.get(addresses(certificate)[1])
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{certificate.serial}.pdf"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert hashlib.sha256(answer.content).hexdigest() == certificate.pdf_sha256


def test_the_holder_reads_the_facts_as_a_page(client, holder, certificate):
    client.force_login(holder)
    shown, download = addresses(certificate)
    page = client.get(shown).content.decode()
    assert [text for text in ("Kim Beispiel", "Einführung", download) if text not in page] == []


def test_nobody_else_finds_the_certificate(client, holder, certificate):
    client.force_login(User.objects.create_user("other@example.org"))
    assert [client.get(address).status_code for address in addresses(certificate)] == [404, 404]


def test_staff_without_the_region_do_not_get_it_here(client, certificate):
    client.force_login(User.objects.create_superuser("root@example.org"))
    assert [client.get(address).status_code for address in addresses(certificate)] == [404, 404]


def test_who_is_not_signed_in_is_asked_to(client, certificate):
    for address in addresses(certificate):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_a_file_that_is_still_being_made_is_announced_in_words(client, holder, attended, now):
    certificate = issue(attended, now=now)
    client.force_login(holder)
    page = client.get(addresses(certificate)[1], follow=True).content.decode()
    assert "The file is being made." in page


def test_a_file_that_is_lost_is_told_in_words(client, holder, certificate):
    certificate.pdf.storage.delete(certificate.pdf.name)
    client.force_login(holder)
    page = client.get(addresses(certificate)[1], follow=True).content.decode()
    assert "The stored file is lost or cannot be read." in page


def test_an_unknown_number_is_not_found(client, holder):
    client.force_login(holder)
    assert client.get(reverse("certificates:download", args=["HE-2026-99999"])).status_code == 404


def test_of_an_altered_record_the_holder_reads_whom_to_tell(client, holder, certificate):
    client.force_login(holder)
    altered(certificate, snapshot={"schema": 0})
    page = client.get(addresses(certificate)[0]).content.decode()
    assert [text for text in ("Its record is damaged", certificate.region.contact_email) if text not in page] == []
