"""Mails to those whose certificates are ready, once each, and only when an organiser lets them go."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.errors import CertificateError
from certificates.models import Certificate, CertificateEvent
from training.domain.messages import draft, put, wake_worker
from training.domain.notices import language_of
from training.domain.queries import locked
from training.models import Event, Message


def untold(event: Event, purpose: str) -> QuerySet[Certificate]:
    """The valid certificates of that purpose that have a file, whose holders have a mail address and were not told yet."""
    told = CertificateEvent.objects.filter(certificate=OuterRef("pk"), kind=CertificateEvent.Kind.TOLD)
    ready = Certificate.objects.filter(registration__event=event, purpose=purpose, revoked_at=None).exclude(pdf="")
    return ready.filter(~Exists(told)).exclude(registration__email="")


def tell_holders(event: Event, purpose: str, *, by: AbstractBaseUser | None, now: datetime) -> int:
    """Write to all who were not told of their certificate yet, and return how many mails that are.

    The mail names no more than the training, and its link leads to the person's own area: the file is got there, after
    signing in. Raises CertificateError when there is nobody to tell. Never call it inside a transaction.
    """
    rows = untold(event, purpose).select_related("registration__person", "registration__event__region").order_by("pk")
    mails = {certificate: _mail(certificate, now=now) for certificate in rows if certificate.is_intact}
    if not mails:
        raise CertificateError(_("There is nobody to tell: all who have a certificate and a mail address were told."))
    return _send(mails, untold(event, purpose), by=by, now=now)


@transaction.atomic
def _send(
    mails: dict[Certificate, Message], waiting: QuerySet[Certificate], *, by: AbstractBaseUser | None, now: datetime
) -> int:
    """Put the mails into the outbox with the note that they are; what another has told meanwhile is left out."""
    locked(next(iter(mails)).registration.event_id)
    still = set(waiting.values_list("pk", flat=True))
    going = [certificate for certificate in mails if certificate.pk in still]
    put(mails[certificate] for certificate in going)
    _note(going, by=by, now=now)
    wake_worker()
    return len(going)


def _note(certificates: Iterable[Certificate], *, by: AbstractBaseUser | None, now: datetime) -> None:
    CertificateEvent.objects.bulk_create(
        CertificateEvent(certificate=certificate, kind=CertificateEvent.Kind.TOLD, by_id=by.pk if by else None, at=now)
        for certificate in certificates
    )


def _mail(certificate: Certificate, *, now: datetime) -> Message:
    registration, region = certificate.registration, certificate.registration.event.region
    facts = {
        "name": certificate.snapshot["person"]["name"],
        "heading": certificate.snapshot.get("heading", ""),
        "title": certificate.snapshot["event"]["title"],
        "replaces": certificate.replaces_id is not None,
        "url": settings.BASE_URL.rstrip("/") + reverse("training:my") + "#certificates",
        "office": region.organisation,
        "contact": region.contact_email,
    }
    zone = ZoneInfo(registration.event.time_zone)
    with translation.override(language_of(registration)), timezone.override(zone):
        subject = render_to_string("certificates/mail/ready_subject.txt", facts)
        text = render_to_string("certificates/mail/ready.txt", facts)
    return draft(
        key=f"certificate:{certificate.pk}",
        region=region,
        recipient=registration.email,
        subject=subject,
        text=text,
        registration=registration,
        now=now,
    )
