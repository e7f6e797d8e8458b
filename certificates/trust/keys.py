"""Keys and their certificates as the office sees them: whose, since when, until when, and how to tell one from another."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from certificates.models import SealKey


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """An X.509 certificate in words. ``fingerprint`` is its SHA-256, as authorities print it."""

    subject: str
    issuer: str
    expires_at: datetime
    fingerprint: str
    is_own: bool
    """Whether it vouches for itself: then it says that a file is unchanged, and nothing of whose it is."""


def shown(certificate: x509.Certificate) -> CertificateShown:
    digest = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return CertificateShown(
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        expires_at=certificate.not_valid_after_utc.astimezone(UTC),
        fingerprint=":".join(digest[start : start + 2] for start in range(0, len(digest), 2)),
        is_own=certificate.subject == certificate.issuer,
    )


def certificate_of(key: SealKey) -> CertificateShown:
    """The certificate of a key that is kept here; those of its authorities stand after it."""
    return shown(x509.load_pem_x509_certificates(key.chain.encode())[0])
