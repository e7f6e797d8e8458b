"""Signing files: whose key, what a reader finds, and what happens when it cannot be done."""

from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates.checks import seals_last
from certificates.domain import CertificateError, issue
from certificates.domain.files import make_files
from certificates.domain.seals import OWN, choose_seal, import_key, make_key
from certificates.models import SealKey
from plugins.models import PluginActivation
from tests.certificates import verapdf
from tests.certificates.making import with_file
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealing(region, now):
    """The region signs with a key made here."""
    key = make_key(region, now=now - timedelta(minutes=1))
    choose_seal(region, OWN)
    return key


def failure(certificate, now):
    ((_certificate, error),) = make_files([certificate], clock=lambda: now)
    return error


def file_of(registration, now):
    registration.refresh_from_db()
    return with_file(issue(registration, now=now), now=now).pdf.open().read()


def verdict(pdf, root):
    trusted = asn1.Certificate.load(x509.load_pem_x509_certificate(root.encode()).public_bytes(serialization.Encoding.DER))
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[trusted]))


def test_a_region_without_a_seal_signs_nothing(attended, now):
    assert PdfFileReader(BytesIO(file_of(attended, now))).embedded_signatures == []


def test_a_file_is_signed_for_good_and_allows_no_change(sealing, attended, now):
    said = verdict(file_of(attended, now), sealing.chain)
    assert (said.intact, said.valid, said.trusted, said.docmdp_ok) == (True, True, True, True)
    assert said.coverage.name == "ENTIRE_FILE"


def test_one_changed_byte_is_noticed(sealing, attended, now):
    pdf = bytearray(file_of(attended, now))
    pdf[300] ^= 1
    assert not verdict(bytes(pdf), sealing.chain).intact


def test_the_signature_is_invisible_and_small(sealing, attended, now, region):
    signed = file_of(attended, now)
    assert 4_000 < len(signed) < 60_000
    (field,) = PdfFileReader(BytesIO(signed)).root["/AcroForm"]["/Fields"]
    assert list(field.get_object()["/Rect"]) == [0, 0, 0, 0]


@pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF cannot run here: {verapdf.missing()}")
def test_a_signed_file_still_conforms_to_both_standards(sealing, attended, now, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(file_of(attended, now))
    assert verapdf.broken_rules([tmp_path / "signed.pdf"]) == {}


def bundle(now, *, days=365, password=b"secret"):
    """A PKCS #12 file with an RSA key, as an authority gives one out."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Amt")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1).not_valid_before(now - timedelta(days=10))
    made = made.not_valid_after(now + timedelta(days=days)).sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"amt", key, made, None, serialization.BestAvailableEncryption(password))


def test_a_key_of_an_authority_signs_too_and_the_one_before_it_retires(sealing, region, attended, now):
    key = import_key(region, bundle(now), password="secret", now=now)
    assert verdict(file_of(attended, now), key.chain).intact
    sealing.refresh_from_db()
    assert (sealing.value, sealing.retired_at) == (None, now)
    assert sealing.chain.startswith("-----BEGIN CERTIFICATE-----")


@pytest.mark.parametrize(
    ("content", "password", "said"),
    [
        (lambda now: b"x", "", "no PKCS #12 file"),
        (bundle, "wrong", "the password is another"),
        (lambda now: bundle(now, days=-1), "secret", "has expired"),
    ],
)
def test_a_file_that_is_none_or_too_old_is_refused_in_words(sealing, region, now, content, password, said):
    with pytest.raises(CertificateError, match=said):
        import_key(region, content(now), password=password, now=now)
    assert SealKey.objects.get(retired_at=None) == sealing


def test_a_seal_that_is_not_there_or_has_no_key_is_refused(region):
    with pytest.raises(CertificateError, match="Choose one of these: certificates_file"):
        choose_seal(region, "lost")
    with pytest.raises(CertificateError, match="no key to sign with yet"):
        choose_seal(region, OWN)
    assert region.certificate_seal == ""


def test_nothing_is_given_out_unsigned_where_a_signature_is_due(sealing, region, attended, now):
    SealKey.objects.update(value=None, retired_at=now)
    certificate = issue(attended, now=now)
    assert "no key to sign with" in failure(certificate, now)
    certificate.refresh_from_db()
    assert not certificate.pdf


def test_files_made_before_stay_as_they_are(attended, region, now):
    certificate = with_file(issue(attended, now=now), now=now)
    make_key(region, now=now)
    choose_seal(region, OWN)
    certificate.refresh_from_db()
    assert PdfFileReader(certificate.pdf.open()).embedded_signatures == []


HOOKS = """
from plugins.api import CertificateSeal, hookimpl

def chain(region):
    return [open({path!r}, "rb").read()]

def sign(region, data):
    raise {error}

@hookimpl
def certificate_seals():
    return [CertificateSeal(key="acme", label="Our module", chain=chain, sign=sign)]
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [("ValueError('The module is locked.')", "The module is locked."), ("RuntimeError('x')", "“Our module” failed")],
)
def test_a_seal_of_a_plugin_that_fails_is_said_in_words(installed, sealing, region, attended, now, tmp_path, error, said):
    place = tmp_path / "own.der"
    place.write_bytes(x509.load_pem_x509_certificate(sealing.chain.encode()).public_bytes(serialization.Encoding.DER))
    hooks = HOOKS.format(path=str(place), error=error)
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})
    PluginActivation.objects.create(region=region, plugin="acme")
    choose_seal(region, "acme")
    assert said in failure(issue(attended, now=now), now)


@pytest.mark.parametrize(("left", "ids"), [(90, []), (30, ["certificates.W001"]), (-1, ["certificates.E001"])])
def test_a_certificate_that_soon_expires_is_warned_of(sealing, now, left, ids):
    SealKey.objects.update(expires_at=now + timedelta(days=left))
    assert [message.id for message in seals_last(databases=["default"])] == ids
    assert seals_last(databases=None) == []


def test_nothing_is_warned_of_while_migrations_wait(sealing, now):
    SealKey.objects.update(expires_at=now)
    (last,) = MigrationExecutor(connection).loader.graph.leaf_nodes("certificates")
    MigrationRecorder(connection).record_unapplied(*last)
    assert seals_last(databases=["default"]) == []


def test_a_key_nobody_signs_with_is_not_warned_of(region, now):
    make_key(region, now=now)
    SealKey.objects.update(expires_at=now)
    assert seals_last(databases=["default"]) == []


def test_its_private_part_is_encrypted_anew_with_the_other_secrets(sealing, settings):
    settings.FIELD_KEYS = ["newer", *settings.FIELD_KEYS]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = ["newer"]
    sealing.refresh_from_db()
    assert "PRIVATE KEY" in sealing.value.reveal()
