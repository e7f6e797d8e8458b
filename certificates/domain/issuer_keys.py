"""The keys that sign a region's credentials: made when first needed, changed on order, published for good."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from certificates.credentials.addresses import key_address
from certificates.credentials.tokens import ALGORITHM, new_key
from certificates.models import IssuerKey
from plugins.models import Region
from training.encryption import Secret

ROTATED = "certificates.key"
"""What the history of a region calls it."""


def signing_key(region: Region, *, now: datetime) -> IssuerKey:
    """The key that signs for the region, made at the first call, which takes a second or so."""
    return IssuerKey.objects.filter(region=region, retired_at=None).first() or _make(region, now)


@transaction.atomic
def rotate_key(region: Region, *, now: datetime, by: AbstractBaseUser | None = None) -> IssuerKey:
    """Let a new key sign from now on. The old one's private part is gone for good; its public part stays published."""
    IssuerKey.objects.filter(region=region, retired_at=None).update(retired_at=now, value=None)
    made = _make(region, now)
    log(region, ROTATED, user=by, data={"kid": made.kid})
    return made


def published(key: IssuerKey, region: Region) -> dict[str, Any]:
    """The key under the name that tokens give it, so that a reader of the whole set finds it too."""
    return {**key.public, "kid": key_address(region, key.kid)}


def key_set(region: Region) -> dict[str, Any]:
    """Every key that ever signed for the region, newest first, as a JSON Web Key Set (RFC 7517, 5)."""
    keys = IssuerKey.objects.filter(region=region).order_by("-created_at", "-pk")
    return {"keys": [published(key, region) for key in keys]}


def _make(region: Region, now: datetime) -> IssuerKey:
    key = new_key()
    kid = key.thumbprint()
    public = {**key.as_dict(private=False), "kid": kid, "alg": ALGORITHM, "use": "sig"}
    made = {"kid": kid, "public": public, "value": Secret.of(key.as_pem(private=True).decode()), "created_at": now}
    found, _made = IssuerKey.objects.get_or_create(region=region, retired_at=None, defaults=made)
    return found
