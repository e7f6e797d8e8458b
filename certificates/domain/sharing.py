"""What holders decide about their certificates. Doing the same twice changes nothing, and everything can be undone."""

from datetime import datetime

from django.db import IntegrityError, transaction

from certificates.credentials.addresses import verification_address
from certificates.models import Certificate, HiddenName, ShareLink


def share(certificate: Certificate, *, now: datetime) -> ShareLink:
    """The certificate's open link, made when it has none."""
    return certificate.links.filter(withdrawn_at=None).first() or _open(certificate, now)


@transaction.atomic
def renew_link(certificate: Certificate, *, now: datetime) -> ShareLink:
    """Withdraw the open link and make another."""
    withdraw_link(certificate, now=now)
    return share(certificate, now=now)


def withdraw_link(certificate: Certificate, *, now: datetime) -> None:
    """Let the open link lead nowhere from now on."""
    certificate.links.filter(withdrawn_at=None).update(withdrawn_at=now)


@transaction.atomic
def restore_link(link: ShareLink, *, now: datetime) -> None:
    """Let a link that was withdrawn work again, in the place of the open one."""
    if link.withdrawn_at is None:
        return
    withdraw_link(link.certificate, now=now)
    ShareLink.objects.filter(pk=link.pk).update(withdrawn_at=None)


def hide_name(certificate: Certificate, *, now: datetime) -> None:
    """Leave the holder's name out of the public page."""
    HiddenName.objects.get_or_create(certificate=certificate, shown_at=None, defaults={"hidden_at": now})


def show_name(certificate: Certificate, *, now: datetime) -> None:
    """Show the holder's name on the public page again."""
    certificate.hidden_names.filter(shown_at=None).update(shown_at=now)


def is_name_hidden(certificate: Certificate) -> bool:
    """One query."""
    return certificate.hidden_names.filter(shown_at=None).exists()


def carry_over(old: Certificate, new: Certificate, *, now: datetime) -> None:
    """Let the choice about the name hold for the certificate that takes the old one's place."""
    if is_name_hidden(old):
        hide_name(new, now=now)


@transaction.atomic
def forget_holder(person: int, *, now: datetime) -> int:
    """Delete the links of the person with that key and hide the name for good. Returns how many links there were."""
    for certificate in Certificate.objects.filter(registration__person=person):
        hide_name(certificate, now=now)
    deleted, _by_model = ShareLink.objects.filter(certificate__registration__person=person).delete()
    return deleted


def link_address(link: ShareLink) -> str:
    """The whole address that the holder gives to others."""
    return verification_address(link.certificate.region, "shared", link.token)


def _open(certificate: Certificate, now: datetime) -> ShareLink:
    try:
        with transaction.atomic():
            return ShareLink.objects.create(certificate=certificate, made_at=now)
    except IntegrityError:  # made in the same moment by another click
        return ShareLink.objects.get(certificate=certificate, withdrawn_at=None)
