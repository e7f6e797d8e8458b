"""Takes certificates back. The row, its snapshot and its file stay; what happened is written beside them."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from certificates.domain.additions import Line
from certificates.domain.eligibility import Candidate, candidate
from certificates.domain.issuing import ask_plugins, fix
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
    return _revoke(certificate, kind=CertificateEvent.Kind.REVOKED, cause=cause, reason=reason, by=by, now=now)


def replace(certificate: Certificate, *, reason: str, by: AbstractBaseUser | None, now: datetime) -> Certificate:
    """Revoke the certificate and issue another with today's facts in its place, under a new number.

    Raises CertificateError, and changes nothing, when the registration no longer qualifies.
    """
    registration, purpose = certificate.registration, certificate.purpose
    more = ask_plugins(candidate(registration, purpose=purpose))
    with transaction.atomic():
        found = candidate(registration, purpose=purpose, asks_plugins=False)
        return put_in_its_place(certificate, found, more=more, reason=reason, by=by, now=now)


def put_in_its_place(
    certificate: Certificate,
    found: Candidate,
    *,
    more: list[Line],
    reason: str,
    by: AbstractBaseUser | None,
    now: datetime,
) -> Certificate:
    """The transaction of ``replace``, for somebody found in it. Raises CertificateError like it."""
    _revoke(certificate, kind=CertificateEvent.Kind.REPLACED, reason=reason, by=by, now=now)
    return fix(found, more=more, now=now, by=by, replaces=certificate)


@transaction.atomic
def _revoke(
    certificate: Certificate, *, kind: str, reason: str, by: AbstractBaseUser | None, now: datetime, cause: str = ""
) -> Certificate:
    if not reason.strip():
        raise CertificateError(_("Please say why the certificate is revoked; the reason stays with it."))
    if not Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(revoked_at=now):
        raise CertificateError(_("The certificate %(serial)s is revoked already.") % {"serial": certificate.serial})
    certificate.events.create(kind=kind, cause=cause, reason=reason.strip(), by_id=by.pk if by else None, at=now)
    certificate.refresh_from_db()
    return certificate
