"""Certificates altered in the database past every guard, as raw SQL or a careless restore does it."""

from certificates.checksum import canonical, sha256
from certificates.models import Certificate


def altered(certificate, **fields):
    """The certificate with other values in these columns; its checksum stays what it was."""
    Certificate._base_manager.filter(pk=certificate.pk).update(**fields)
    certificate.refresh_from_db()
    return certificate


def as_if_issued(certificate, snapshot):
    """The certificate as if it had been issued with that snapshot."""
    return altered(certificate, snapshot=snapshot, snapshot_sha256=sha256(canonical(snapshot)))
