"""The address under which a region's certificates are verified: what it is, what it was, and changing it."""

from collections.abc import Sequence
from copy import copy
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http.request import validate_host
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates.errors import CertificateError
from plugins.models import Region, RegionLogEntry

ACTION = "certificates.address"
"""What the history of a region calls a change; its entries are the list of earlier addresses."""


def address_of(region: Region) -> str:
    """What the addresses on new certificates begin with: the region's own, else that of the site."""
    return region.verification_base or settings.BASE_URL


def changes_of(region: Region) -> Sequence[RegionLogEntry]:
    """Every change, the first first, with ``before`` and ``after`` in its data. One query, and one for the people."""
    entries = RegionLogEntry.objects.for_instance(region).filter(action=ACTION)
    return list(entries.select_related("user").order_by("timestamp", "pk"))


def as_known_at(host: str, region: Region) -> Region:
    """The region with the address that begins with this host, if it has or had one; else as it is. It must not be saved.

    What was issued under an earlier address names issuer, keys and lists there, and whoever asks there has to read those names.
    At most one query.
    """
    known = copy(region)
    if _host_of(address_of(region)) != host.lower():
        earlier = (change.data["before"] for change in reversed(changes_of(region)))
        found = next((address for address in earlier if _host_of(address) == host.lower()), None)
        known.verification_base = found or region.verification_base
    return known


def _host_of(address: str) -> str:
    """With its port, as a request names it."""
    return urlsplit(address).netloc.lower()


def cleaned(typed: str) -> str:
    """The address as it is stored, without a slash at its end; empty for that of the site.

    Raises CertificateError when it is none that certificates can begin with: https, a host, and no more than a path.
    """
    address = typed.strip().rstrip("/")
    try:
        Region._meta.get_field("verification_base").run_validators(address)
        parts = urlsplit(address)
        if parts.query or parts.fragment or parts.username:
            raise ValidationError("more than an address")
    except (ValidationError, ValueError):
        raise CertificateError(_("%(address)s is no address that begins with https://.") % {"address": typed.strip()}) from None
    return address


def is_ours(address: str) -> bool:
    """Whether this site answers to the address's name at all. It says nothing of whether the name leads here."""
    hosts = settings.ALLOWED_HOSTS or [".localhost", "127.0.0.1", "[::1]"]
    return validate_host(urlsplit(address).hostname or "", hosts)


@transaction.atomic
def change_address(region: Region, typed: str, *, by: AbstractBaseUser | None) -> None:
    """Take the address for what is issued from now on; what is issued keeps its own. The same again changes nothing.

    Raises CertificateError as ``cleaned`` does.
    """
    address, region = cleaned(typed), Region.objects.select_for_update().get(pk=region.pk)
    if address == region.verification_base:
        return
    before = address_of(region)
    region.verification_base = address
    region.save(update_fields=["verification_base"])
    log(region, ACTION, user=by, data={"before": before, "after": address_of(region)})
