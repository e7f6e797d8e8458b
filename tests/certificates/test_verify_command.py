"""What the command says of files and codes, of this installation and of others, with no network at all."""

import json
from io import StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from certificates.domain import issue, replace, revoke
from certificates.domain.seals import OWN, choose_seal, make_key
from certificates.models import Certificate, CertificateEvent, IssuerKey, SealKey
from tests.certificates.altering import altered
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    try:
        call_command("certificates", *map(str, arguments), stdout=out)
    except CommandError as exc:
        return f"{out.getvalue()}refused: {exc}"
    return out.getvalue().strip()


@pytest.fixture
def sealing(region, now):
    make_key(region, now=now)
    choose_seal(region, OWN)


@pytest.fixture
def certificate(attended, now):
    attended.refresh_from_db()
    return with_file(issue(attended, now=now), now=now)


@pytest.fixture
def forget():
    """Makes this the site of somebody else, who has no record of anything."""

    def forget(*models):
        for model in (CertificateEvent, Certificate, IssuerKey, SealKey):
            model.objects.all()._raw_delete("default")

    return forget


def test_everything_that_was_checked_is_said(sealing, certificate):
    assert run("verify", certificate.pdf.path).splitlines() == [
        "+ The file is the one that was issued.",
        "+ The stored facts are those that were issued.",
        "+ It is not revoked.",
        "+ The file is as Common Name: Koordinierungsstelle Hessen signed it.",
        f"+ The credential is signed by http://localhost:8000/verify/issuers/{certificate.region.slug}/ and says: "
        f"Kim Beispiel, Certificate of attendance: {certificate.snapshot['event']['title']}, "
        f"{certificate.issued_at:%Y-%m-%d}, {certificate.serial}.",
        f"{certificate.serial}: valid.",
    ]


def test_what_could_not_be_checked_is_said_too(certificate):
    said = run("verify", certificate.pdf.path)
    assert "? The file has no signature." in said
    assert said.endswith(f"{certificate.serial}: valid.")


def test_a_code_is_enough(certificate):
    said = run("verify", certificate.code.lower())
    assert "+ The stored file is the one that was issued." in said
    assert said.endswith(f"{certificate.serial}: valid.")


def test_an_unknown_code_is_said():
    assert "No certificate with this code was issued here." in run("verify", "0" * 28)


def test_an_altered_file_is_known_by_the_credential_in_it(certificate, tmp_path):
    with pikepdf.open(certificate.pdf.open()) as document:
        document.docinfo["/Title"] = "Another title"
        document.save(tmp_path / "altered.pdf")
    said = run("verify", tmp_path / "altered.pdf")
    assert "! This is not the file that was issued: it was altered since." in said
    assert f"refused: {certificate.serial}: not valid." in said


def test_a_changed_byte_in_a_signed_file_is_said_of_both(sealing, certificate, tmp_path):
    content = bytearray(certificate.pdf.open().read())
    content[300] ^= 1
    (tmp_path / "altered.pdf").write_bytes(content)
    said = run("verify", tmp_path / "altered.pdf")
    assert "! The file was changed after Common Name: Koordinierungsstelle Hessen signed it." in said


def test_a_revoked_and_a_replaced_certificate_are_called_so(certificate, now):
    new = replace(certificate, reason="name", by=None, now=now)
    said = run("verify", certificate.code)
    assert f"It was revoked on {now.date().isoformat()}. Certificate {new.serial} took its place." in said
    assert "refused" in said
    revoke(new, reason="x", by=None, now=now)
    assert "! It was revoked" in run("verify", new.code)


def test_facts_changed_in_the_database_are_noticed(certificate):
    altered(certificate, snapshot=certificate.snapshot | {"hours": "99"})
    assert "! The stored facts are not those that were issued." in run("verify", certificate.code)


def test_a_lost_or_spoilt_stored_file_is_said(certificate):
    with open(certificate.pdf.path, "ab") as file:
        file.write(b" ")
    assert "! Its stored file is missing or damaged: The stored file is damaged." in run("verify", certificate.code)


def test_the_credential_alone_is_enough(certificate, tmp_path):
    (tmp_path / "x.jwt").write_text(certificate.credential)
    said = run("verify", tmp_path / "x.jwt")
    assert "+ The credential is the one that was issued." in said
    assert said.endswith(f"{certificate.serial}: valid.")


def test_of_another_site_a_file_is_proven_with_its_keys_and_certificate(sealing, certificate, client, forget, tmp_path):
    (tmp_path / "file.pdf").write_bytes(certificate.pdf.open().read())
    (tmp_path / "keys.json").write_bytes(client.get(f"/verify/issuers/{certificate.region.slug}/keys/").content)
    (tmp_path / "ca.pem").write_text(SealKey.objects.get().chain)
    forget()
    translation.activate("en")  # the page of the keys was answered in the region's language
    assert run("verify", tmp_path / "file.pdf").splitlines() == [
        f"? This installation has no record of it. Whether it holds is said at {certificate.snapshot['verification_url']}",
        "? The file is as it was signed, but whether Common Name: Koordinierungsstelle Hessen is the office is not known here. "
        "Give --trust.",
        f"? The credential could not be checked: the key of http://localhost:8000/verify/issuers/{certificate.region.slug}/ is "
        "not known here. Give it with --keys.",
        "refused: Nothing could be proven: ask the office that issued it.",
    ]
    said = run("verify", tmp_path / "file.pdf", "--keys", tmp_path / "keys.json", "--trust", tmp_path / "ca.pem")
    assert [line[0] for line in said.splitlines()] == ["?", "+", "+", "W"]


def test_any_other_file_belongs_to_no_certificate(tmp_path):
    for content in (b"", b"%PDF-1.7 broken", b"eyJ.x.y", b"\x00" * 100):
        (tmp_path / "x").write_bytes(content)
        assert "no certificate belongs to it" in run("verify", tmp_path / "x")


def test_machines_read_the_same_as_json(certificate):
    found = json.loads(run("verify", certificate.pdf.path, "--json"))
    assert (found["outcome"], found["serial"]) == ("proven", certificate.serial)
    assert [(one["about"], one["outcome"]) for one in found["findings"]] == [
        ("file", "proven"),
        ("record", "proven"),
        ("status", "proven"),
        ("signature", "open"),
        ("credential", "proven"),
    ]


@pytest.mark.parametrize("option", ["--keys", "--trust"])
def test_a_file_of_keys_that_is_none_is_said(certificate, tmp_path, option):
    (tmp_path / "x").write_text("{}")
    assert "refused:" in run("verify", certificate.code if option == "--keys" else certificate.pdf.path, option, tmp_path / "x")
