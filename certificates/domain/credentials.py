"""The Open Badges credential of a certificate, signed once and frozen with it, and the list of those revoked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count

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
        facts_of(snapshot), region=region.slug, issued_at=now, status=status_list.entry(region.slug, number, index)
    )
    return {"credential": _signed(payload, region, key), "status_list": number, "status_index": index}


def signed_status_list(region: Region, number: int, *, now: datetime) -> str | None:
    """The region's list of that number, signed with its present key; None when there is no such list yet."""
    listed = Certificate.objects.filter(region=region, status_list=number)
    if not listed.exists():
        return None
    revoked = listed.filter(revoked_at__isnull=False).values_list("status_index", flat=True)
    payload = status_list.status_list(region.slug, number, revoked=list(revoked), now=now)
    return _signed(payload, region, signing_key(region, now=now))


def _signed(payload: Mapping[str, Any], region: Region, key: IssuerKey) -> str:
    return sign(payload, key, kid=key_address(region.slug, key.kid))


def _free_place(region: Region) -> tuple[int, int]:
    listed = Certificate.objects.filter(region=region, status_list__isnull=False)
    newest = listed.values("status_list").annotate(taken=Count("pk")).order_by("-status_list").first()
    number = newest["status_list"] if newest else 1
    if newest and newest["taken"] >= status_list.FILLED:
        number += 1
    while listed.filter(status_list=number, status_index=(index := status_list.draw())).exists():
        pass
    return number, index
