"""Where the world finds an issuer: addresses without a language that stand in every credential and have to stay."""

from django.conf import settings
from django.urls import reverse


def issuer_address(region: str) -> str:
    """The issuer itself: an Open Badges profile. ``region`` is the region's short name."""
    return _absolute("issuer", region)


def key_set_address(region: str) -> str:
    """All keys that ever signed for the region, as a JSON Web Key Set (RFC 7517, 5)."""
    return _absolute("issuer_keys", region)


def key_address(region: str, kid: str) -> str:
    """One key; this address is the ``kid`` of what it signs (Open Badges 3.0, 8.2.2)."""
    return _absolute("issuer_key", region, kid)


def status_list_address(region: str, number: int) -> str:
    """One list of the region that says which credentials are revoked."""
    return _absolute("issuer_status", region, number)


def _absolute(name: str, *args: str | int) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(f"certificates:{name}", args=args)
