"""Takes certificates back. The row, its snapshot and its file stay; what happened is written beside them."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from certificates.errors import CertificateError
from certificates.models import Certificate, CertificateEvent


def revoke(
    certificate: Certificate,
    *,
    reason: str,
    by: AbstractBaseUser | None,
    now: datetime,
    cause: CertificateEvent.Cause = CertificateEvent.Cause.OTHER,
) -> Certificate:
    """Mark the certificate as revoked, once. The reason stays in the office; whoever checks it reads the cause.

    Raises CertificateError without a reason or when it is revoked already.
    """
    take_back([certificate], kind=CertificateEvent.Kind.REVOKED, cause=cause, reason=reason, by=by, now=now)
    certificate.refresh_from_db()
    return certificate


@transaction.atomic
def take_back(
    certificates: Sequence[Certificate], *, kind: str, reason: str, by: AbstractBaseUser | None, now: datetime, cause: str = ""
) -> None:
    """Mark all of them as revoked and note why. Raises CertificateError, and changes none, without a reason or if one is."""
    if not reason.strip():
        raise CertificateError(_("Please say why the certificate is revoked; the reason stays with it."))
    keys = [certificate.pk for certificate in certificates]
    if Certificate.objects.filter(pk__in=keys, revoked_at=None).update(revoked_at=now) != len(keys):
        raise revoked_already(*certificates)
    CertificateEvent.objects.bulk_create(
        CertificateEvent(certificate_id=key, kind=kind, cause=cause, reason=reason.strip(), by_id=by.pk if by else None, at=now)
        for key in keys
    )


def revoked_already(*certificates: Certificate) -> CertificateError:
    serials = ", ".join(certificate.serial for certificate in certificates)
    return CertificateError(_("The certificate %(serial)s is revoked already.") % {"serial": serials})
