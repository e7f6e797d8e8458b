"""The Open Badges credential of a certificate, signed once and frozen with it, and the list of those revoked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from certificates.context import facts_of
from certificates.credentials import status_list
from certificates.credentials.achievement import achievement_credential
from certificates.credentials.addresses import key_address
from certificates.credentials.tokens import sign
from certificates.domain.issuer_keys import signing_key
from certificates.models import Certificate, IssuerKey
from plugins.models import Region


def frozen_credential(snapshot: Mapping[str, Any], *, region: Region, key: IssuerKey, now: datetime) -> dict[str, Any]:
    """The columns of a certificate with its credential and the place of its status. Hold the region's counter meanwhile."""
    number, index = _free_place(region)
    payload = achievement_credential(
        facts_of(snapshot), region=region, issued_at=now, status=status_list.entry(region, number, index)
    )
    return {"credential": _signed(payload, region, key), "status_list": number, "status_index": index}


def signed_status_list(region: Region, number: int, *, now: datetime) -> str | None:
    """The region's list of that number, signed with its present key; None when there is no such list yet."""
    listed = Certificate.objects.filter(region=region, status_list=number)
    if not listed.exists():
        return None
    places = listed.filter(revoked_at__isnull=False).values_list("status_index", flat=True)
    revoked = [place for place in places if place is not None]
    payload = status_list.status_list(region, number, revoked=revoked, now=now)
    return _signed(payload, region, signing_key(region, now=now))


def _signed(payload: Mapping[str, Any], region: Region, key: IssuerKey) -> str:
    return sign(payload, key, kid=key_address(region, key.kid))


def _free_place(region: Region) -> tuple[int, int]:
    listed = Certificate.objects.filter(region=region, status_list__isnull=False)
    number = int(listed.aggregate(newest=Max("status_list"))["newest"] or 1)
    if listed.filter(status_list=number).count() >= status_list.FILLED:
        number += 1
    while listed.filter(status_list=number, status_index=(index := status_list.draw())).exists():
        pass
    return number, index
