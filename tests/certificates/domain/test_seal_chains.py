"""Files stay proven when the seal of a plugin has a new certificate, another seal is chosen, or the plugin is gone."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from certificates.domain import issue
from certificates.domain.seal_chains import trusted_certificates
from certificates.domain.seals import OWN, choose_seal, make_key
from certificates.domain.verifying import verify_file
from certificates.export.proofs import seal_certificates
from certificates.findings import Outcome
from certificates.models import SealChain, SealKey
from plugins.models import PluginActivation
from tests import factories
from tests.certificates.making import with_file
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

HOOKS = """
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from plugins.api import CertificateSeal, hookimpl

HERE = Path({folder!r})

def chain(region):
    return [(HERE / "own.der").read_bytes()]

def sign(region, data):
    key = serialization.load_pem_private_key((HERE / "own.pem").read_bytes(), password=None)
    return key.sign(data, ec.ECDSA(hashes.SHA256()))

@hookimpl
def certificate_seals():
    return [CertificateSeal(key="acme_hsm", label="Our module", chain=chain, sign=sign)]
"""


@pytest.fixture
def renew(tmp_path, now):
    """Gives the plugin's module a new key with a certificate of its own, and returns that."""

    def renew(name):
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = x509.CertificateBuilder(names, names, key.public_key(), x509.random_serial_number())
        made = (
            made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
        )
        kept = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        (tmp_path / "own.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *kept))
        (tmp_path / "own.der").write_bytes(made.public_bytes(serialization.Encoding.DER))
        return made

    return renew


@pytest.fixture
def acme(installed, tmp_path):
    """The plugin, and the folder it is installed in."""
    hooks = HOOKS.format(folder=str(tmp_path))
    return installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})


@pytest.fixture
def first(renew, acme, region):
    """The certificate of the plugin's module, which signs for the region."""
    made = renew("First")
    PluginActivation.objects.create(region=region, plugin="acme")
    choose_seal(region, "acme_hsm")
    return made


@pytest.fixture
def signed(event, now):
    """Issues a certificate to somebody new and gives the bytes of its signed file."""

    def signed():
        registration = factories.attended(factories.registration(event))
        registration.refresh_from_db()
        return with_file(issue(registration, now=now), now=now).pdf.open().read()

    return signed


def signature(content):
    (found,) = [finding for finding in verify_file(content).findings if finding.about == "signature"]
    return found.outcome


def pem(*certificates):
    return "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in certificates)


def test_a_chain_is_kept_once_when_files_are_signed_with_it_and_not_before(first, region, signed, now):
    assert SealChain.objects.count() == 0
    signed(), signed()
    assert SealChain.objects.values_list("region", "seal", "chain", "first_used_at").get() == (
        region.pk,
        "acme_hsm",
        pem(first),
        now,
    )


def test_a_file_signed_before_the_certificate_was_renewed_is_proven(first, region, renew, signed):
    old = signed()
    second = renew("Second")
    assert [signature(content) for content in (old, signed())] == [Outcome.PROVEN, Outcome.PROVEN]
    assert seal_certificates(region) == (pem(first, second), "")


def test_a_file_signed_by_a_seal_that_is_no_longer_chosen_is_proven(first, region, signed, now):
    old, key = signed(), make_key(region, now=now)
    choose_seal(region, OWN)
    assert [signature(content) for content in (old, signed())] == [Outcome.PROVEN, Outcome.PROVEN]
    assert seal_certificates(region) == (key.chain + pem(first), "")
    assert (SealKey.objects.count(), SealChain.objects.count()) == (1, 1)


def test_a_file_signed_by_a_plugin_that_is_gone_is_proven(first, installed, acme, region, signed):
    old = signed()
    installed.uninstall(acme)
    assert signature(old) is Outcome.PROVEN
    assert seal_certificates(region) == (pem(first), "")


def test_before_anything_is_signed_the_seal_itself_is_asked(first, region):
    assert seal_certificates(region) == (pem(first), "")
    assert trusted_certificates() == [first.public_bytes(serialization.Encoding.DER)]


def test_what_another_key_signed_is_not_proven(first, renew, signed):
    content = signed()
    SealChain.objects.all().delete()
    renew("Another")
    assert signature(content) is Outcome.OPEN
