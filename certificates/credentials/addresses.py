"""Where the world finds an issuer: addresses without a language that stand in every credential and have to stay.

They begin with the region's own verification address, or that of the site where the region has none.
"""

from django.conf import settings
from django.urls import reverse

from plugins.models import Region


def issuer_address(region: Region) -> str:
    """The issuer itself: an Open Badges profile."""
    return verification_address(region, "issuer", region.slug)


def key_set_address(region: Region) -> str:
    """All keys that ever signed for the region, as a JSON Web Key Set (RFC 7517, 5)."""
    return verification_address(region, "issuer_keys", region.slug)


def key_address(region: Region, kid: str) -> str:
    """One key; this address is the ``kid`` of what it signs (Open Badges 3.0, 8.2.2)."""
    return verification_address(region, "issuer_key", region.slug, kid)


def status_list_address(region: Region, number: int) -> str:
    """One list of the region that says which credentials are revoked."""
    return verification_address(region, "issuer_status", region.slug, number)


def verification_address(region: Region, name: str, *args: str | int) -> str:
    """The whole address of one of our pages, as it is frozen into what the region issues from now on."""
    return (region.verification_base or settings.BASE_URL).rstrip("/") + reverse(f"certificates:{name}", args=args)
