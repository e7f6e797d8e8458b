"""Questions about certificates that more than one part asks."""

from django.db.models import QuerySet

from certificates.models import Certificate, clean_code
from training.models import Event


def find_by_code(code: str) -> Certificate | None:
    """The certificate with that verification code, however it was typed. One query."""
    return _with_others().filter(code=clean_code(code)).first()


def find_by_link(token: str) -> Certificate | None:
    """The certificate that its holder shows by the link with that token, unless it was withdrawn. One query."""
    return _with_others().filter(links__token=token.replace("\0", ""), links__withdrawn_at=None).first()


def find_by_checksum(checksum: str) -> Certificate | None:
    """The certificate whose file has that SHA-256, in hexadecimal digits. One query."""
    return _with_others().filter(pdf_sha256=checksum).first() if checksum else None


def certificates_of(person: int) -> QuerySet[Certificate]:
    """The certificates of the person with that key, newest first, revoked ones among them."""
    rows = Certificate.objects.filter(registration__person=person)
    return rows.select_related("replaced_by").order_by("-issued_at", "-pk")


def certificates_of_event(event: Event) -> QuerySet[Certificate]:
    """The certificates issued for the event, revoked ones among them."""
    return Certificate.objects.filter(registration__event=event)


def _with_others() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("replaced_by", "replaces", "region")
