"""What holders decide about their certificates. Doing the same twice changes nothing, and everything can be undone."""

from datetime import datetime
from typing import Any

from django.db import transaction

from certificates.credentials.addresses import verification_address
from certificates.models import Certificate, HiddenName, ShareLink


def share(certificate: Certificate, *, now: datetime) -> ShareLink:
    """The certificate's open link, made when it has none."""
    link, _made = ShareLink.objects.get_or_create(certificate=certificate, withdrawn_at=None, defaults={"made_at": now})
    return link


def links_of(certificate: Certificate) -> tuple[ShareLink | None, list[ShareLink]]:
    """The open link, and those that lead nowhere now, newest first. One query."""
    latest = {link.token: link for link in certificate.links.order_by("made_at", "pk")}.values()
    is_open = next((link for link in latest if link.withdrawn_at is None), None)
    return is_open, [link for link in reversed(latest) if link.withdrawn_at]


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
    """Let a link that was withdrawn work again from now on, in the place of the open one."""
    certificate = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=link.certificate_id)
    if not certificate.links.filter(token=link.token, withdrawn_at=None).exists():
        withdraw_link(certificate, now=now)
        certificate.links.create(token=link.token, made_at=now)


def hide_name(certificate: Certificate, *, now: datetime) -> None:
    """Leave the holder's name out of the public page, of this certificate and those it replaces or will be replaced by."""
    HiddenName.objects.get_or_create(**_holding(certificate), shown_at=None, defaults={"hidden_at": now})


def show_name(certificate: Certificate, *, now: datetime) -> None:
    """Show the holder's name on the public page again."""
    HiddenName.objects.filter(**_holding(certificate), shown_at=None).update(shown_at=now)


def is_name_hidden(certificate: Certificate) -> bool:
    """One query."""
    return HiddenName.objects.filter(**_holding(certificate), shown_at=None).exists()


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


def _holding(certificate: Certificate) -> dict[str, Any]:
    """What a choice about the name holds for."""
    return {"registration_id": certificate.registration_id, "purpose": certificate.purpose}
