"""What signs the files of a region's certificates: the choice of a seal, and the seal whose key lies in our own database."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.utils.translation import gettext as _

from certificates.errors import CertificateError
from certificates.models import SealKey
from plugins.api import CertificateSeal, RegionRef
from plugins.models import Region
from plugins.registry import Provided, certificate_seals
from plugins.runtime import offered_in
from training.encryption import Secret

OWN = "certificates_file"
"""The seal of this module."""

YEARS = 3
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""The purpose of signing documents (RFC 9336)."""

_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def seals_of(region: Region) -> dict[str, Provided[CertificateSeal]]:
    """The seals of the plugins active in the region, by key; one query."""
    return offered_in(region, certificate_seals())


def seal_named(region: Region, key: str) -> Provided[CertificateSeal]:
    """The seal with that key. Raises CertificateError when no plugin active in the region provides it."""
    offered = seals_of(region)
    if key not in offered:
        known = ", ".join(sorted(offered))
        raise CertificateError(
            _("There is no signature “%(key)s”. Choose one of these: %(known)s.") % {"key": key, "known": known}
        )
    return offered[key]


@transaction.atomic
def choose_seal(region: Region, key: str) -> None:
    """Sign the region's files with that seal from now on; with none when ``key`` is empty. What is issued stays as it is.

    Raises CertificateError when no plugin active in the region provides it, or it cannot sign for the region yet.
    """
    if key:
        try:
            seal_named(region, key).value.chain(region.ref)
        except ValueError as exc:
            raise CertificateError(str(exc)) from None
    Region.objects.filter(pk=region.pk).update(certificate_seal=key)
    region.refresh_from_db(fields=["certificate_seal"])


def import_key(region: Region, content: bytes, *, password: str, now: datetime) -> SealKey:
    """Take over key and certificates from a PKCS #12 file, as authorities give them out; the key before it retires.

    Raises CertificateError when the file or the password is wrong, or the key is of a kind that is not supported.
    """
    try:
        key, own, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except (ValueError, UnsupportedAlgorithm):
        raise CertificateError(_("The file cannot be read: it is no PKCS #12 file, or the password is another.")) from None
    if own is None or not isinstance(key, PrivateKey):
        raise CertificateError(
            _("The file needs a certificate and its private key, which is one of RSA or of an elliptic curve.")
        )
    if own.not_valid_after_utc <= now:
        raise CertificateError(_("The certificate in this file has expired. Ask the authority for a new one."))
    return _keep(region, key, [own, *others], now)


def make_key(region: Region, *, now: datetime) -> SealKey:
    """Make a key on P-256 with a certificate that it signed itself: it proves that a file is unchanged, and nobody's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, region.organisation[:64])])
    usage = dict.fromkeys(_USAGES, False) | {"digital_signature": True, "content_commitment": True}
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _keep(region, key, [made], now)


def chain_of(region: RegionRef) -> Sequence[bytes]:
    """The certificates of the key that signs for the region, in DER. Raises ValueError when it has none."""
    return in_der(_active(region).chain)


def sign(region: RegionRef, data: bytes) -> bytes:
    """The bytes signed with the region's key. Raises ValueError when it has none."""
    secret = _active(region).value
    assert secret is not None  # noqa: S101 (a constraint of the database)
    key = _parsed(secret.reveal())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(hashes.SHA256()))
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def expiring(*, before: datetime) -> list[SealKey]:
    """The keys in use whose certificate ends before that moment."""
    rows = SealKey.objects.filter(retired_at=None, expires_at__lt=before, region__certificate_seal=OWN)
    return list(rows.select_related("region").order_by("expires_at"))


@transaction.atomic
def _keep(region: Region, key: PrivateKey, chain: list[x509.Certificate], now: datetime) -> SealKey:
    SealKey.objects.filter(region=region, retired_at=None).update(retired_at=now, value=None)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SealKey.objects.create(
        region=region,
        value=Secret.of(pem.decode()),
        chain="".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in chain),
        expires_at=chain[0].not_valid_after_utc.astimezone(UTC),
        created_at=now,
    )


def _active(region: RegionRef) -> SealKey:
    found = SealKey.objects.filter(region__slug=region.slug, retired_at=None).first()
    if found is None:
        raise ValueError(_("%(region)s has no key to sign with yet: import or make one first.") % {"region": region.name})
    return found


def in_der(chain: str) -> list[bytes]:
    """The certificates of a chain in PEM, each in DER."""
    return [one.public_bytes(serialization.Encoding.DER) for one in x509.load_pem_x509_certificates(chain.encode())]


@lru_cache(maxsize=64)
def _parsed(pem: str) -> PrivateKey:
    """Parsing checks an RSA key for longer than a page takes to render, so each process does it once."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, PrivateKey)  # noqa: S101 (import_key looked at it)
    return key
