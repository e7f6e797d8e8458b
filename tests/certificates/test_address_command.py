"""The address of verification of a region, which can outlive a change of domain, and certificates of a region that left."""

import io
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from certificates.credentials.tokens import header, read, unchecked
from certificates.domain import issue, read_file
from certificates.domain.sharing import share
from plugins.models import PluginActivation
from tests import factories
from tests.certificates.altering import altered
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db


def address(*args):
    out = io.StringIO()
    call_command("certificates", "address", *args, stdout=out)
    return out.getvalue().splitlines()


def test_new_certificates_stand_under_the_address_of_their_region_and_old_ones_stay(client, region, event, attended, now):
    old = issue(attended, now=now)
    assert address(region.slug, "https://verify.example.org/")[0] == "https://verify.example.org"
    event.region.refresh_from_db()
    new = issue(factories.attended(factories.registration(event)), now=now)
    token = unchecked(new.credential)
    begins = "https://verify.example.org/verify/"
    frozen = [new.snapshot["verification_url"], token["id"], token["iss"], header(new.credential)["kid"]]
    frozen += [token["credentialStatus"]["statusListCredential"]]
    assert [one for one in frozen if not one.startswith(begins)] == []
    old.refresh_from_db()
    assert old.snapshot["verification_url"] == f"http://localhost:8000/verify/{old.code}/"
    assert [client.get(f"/verify/{one.code}/").status_code for one in (old, new)] == [200, 200]


@pytest.fixture
def moved(client, region, event, attended, settings, now):
    """One certificate under each of three addresses of the region, with what is published where it says."""
    settings.ALLOWED_HOSTS = ["localhost", "one.example.org", "two.example.org"]
    made = [issue(attended, now=now)]
    for base in ("https://one.example.org", "https://two.example.org"):
        address(region.slug, base)
        event = type(event).objects.get(pk=event.pk)
        made.append(issue(factories.attended(factories.registration(event)), now=now))
    return made


def published(client, url):
    parts = urlsplit(url)
    return client.get(parts.path, headers={"host": parts.netloc})


def test_what_was_issued_under_an_earlier_address_finds_its_own_names_there(client, moved):
    for certificate in moved:
        token, kid = unchecked(certificate.credential), header(certificate.credential)["kid"]
        issuer = published(client, token["iss"]).json()
        assert (issuer["id"], published(client, kid).json()["kid"]) == (token["iss"], kid)
        keys = published(client, issuer["jwks_uri"]).json()["keys"]
        assert read(certificate.credential, keys)["id"] == certificate.snapshot["verification_url"]
        assert kid in [key["kid"] for key in keys]
        listed = token["credentialStatus"]["statusListCredential"]
        answer = published(client, listed).content.decode()
        names = unchecked(answer)
        assert (names["id"], names["iss"], header(answer)["kid"]) == (listed, token["iss"], kid)


def test_asked_under_any_other_name_a_region_gives_its_present_address(client, region, moved, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example.org"]
    answer = published(client, f"https://elsewhere.example.org/verify/issuers/{region.slug}/")
    assert answer.json()["id"] == f"https://two.example.org/verify/issuers/{region.slug}/"
    region.refresh_from_db()
    assert region.verification_base == "https://two.example.org"


def test_addresses_that_were_stay_documented(region):
    address(region.slug, "https://one.example.org")
    lines = address(region.slug, "https://two.example.org")
    assert [line.split("  ")[-1] for line in lines] == [
        "https://two.example.org",
        "http://localhost:8000 → https://one.example.org",
        "https://one.example.org → https://two.example.org",
    ]
    assert address(region.slug) == lines


@pytest.mark.parametrize("wrong", ["http://verify.example.org", "verify.example.org", "https://"])
def test_an_address_without_https_is_refused(region, wrong):
    with pytest.raises(CommandError, match="no address that begins with https"):
        address(region.slug, wrong)
    region.refresh_from_db()
    assert region.verification_base == ""


def test_certificates_of_a_region_that_left_still_verify_show_and_download(client, region, attended, now, installed):
    """Its plugins are gone, the design is no longer installed, and its pages are deleted."""
    certificate = with_file(issue(attended, now=now), now=now)
    link = share(certificate, now=now)
    PluginActivation.objects.filter(region=region).delete()
    region.certificate_template, region.root_page = "gone_design", None
    region.save()
    altered(certificate, template="gone_design")
    for path in (f"/verify/{certificate.code}/", f"/verify/shared/{link.token}/"):
        assert "This certificate was issued by" in client.get(path, headers={"accept-language": "en"}).content.decode()
    assert client.get(f"/verify/issuers/{region.slug}/keys/").json()["keys"]
    assert read_file(certificate).startswith(b"%PDF")
    page = client.post("/verify/file/", {"sha256": certificate.pdf_sha256}, headers={"accept-language": "en"})
    assert "This is the file that was issued" in page.content.decode()
