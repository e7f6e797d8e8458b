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
    return IssuerKey.objects.filter(region=region, retired_at=None).first() or _keep(region, _new(now))


def rotate_key(region: Region, *, now: datetime, by: AbstractBaseUser | None = None) -> IssuerKey:
    """Let a new key sign from now on. The old one's private part is gone for good; its public part stays published."""
    new = _new(now)
    with transaction.atomic():
        IssuerKey.objects.filter(region=region, retired_at=None).update(retired_at=now, value=None)
        made = _keep(region, new)
        log(region, ROTATED, user=by, data={"kid": made.kid})
    return made


def published(key: IssuerKey, region: Region) -> dict[str, Any]:
    """The key under the name that tokens give it, so that a reader of the whole set finds it too."""
    return {**key.public, "kid": key_address(region, key.kid)}


def key_set(region: Region) -> dict[str, Any]:
    """Every key that ever signed for the region, newest first, as a JSON Web Key Set (RFC 7517, 5)."""
    keys = IssuerKey.objects.filter(region=region).order_by("-created_at", "-pk")
    return {"keys": [published(key, region) for key in keys]}


def _new(now: datetime) -> dict[str, Any]:
    """The columns of a key, which takes a second or so: never call it inside a transaction."""
    key = new_key()
    kid = key.thumbprint()
    public = {**key.as_dict(private=False), "kid": kid, "alg": ALGORITHM, "use": "sig"}
    return {"kid": kid, "public": public, "value": Secret.of(key.as_pem(private=True).decode()), "created_at": now}


def _keep(region: Region, made: dict[str, Any]) -> IssuerKey:
    """Of two first keys made in the same moment the one that was kept."""
    found, _made = IssuerKey.objects.get_or_create(region=region, retired_at=None, defaults=made)
    return found
