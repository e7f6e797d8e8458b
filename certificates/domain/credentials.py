"""The Open Badges credential of a certificate, signed once and frozen with it, and the list of those revoked."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Max

from certificates.context import facts_of
from certificates.credentials import status_list
from certificates.credentials.achievement import achievement_credential
from certificates.credentials.addresses import key_address
from certificates.credentials.tokens import sign
from certificates.domain.issuer_keys import signing_key
from certificates.models import Certificate, IssuerKey
from plugins.models import Region

SPARE = 16
"""So many times as many places are drawn as are needed: at most half are taken, so that one draw is enough."""


class Place(NamedTuple):
    """Where the status of a credential is found: the number of a list, and the bit in it."""

    of_list: int
    bit: int


def free_places(region: Region, number_of: int) -> list[Place]:
    """So many random places of the region's newest list that nobody has. Hold the region's counter meanwhile. Three queries.

    A new list begins when half of the places are taken.
    """
    listed = Certificate.objects.filter(region=region, status_list__isnull=False)
    number = int(listed.aggregate(newest=Max("status_list"))["newest"] or 1)
    if listed.filter(status_list=number).count() >= status_list.FILLED:
        number += 1
    free: dict[int, None] = {}
    while len(free) < number_of:
        drawn = dict.fromkeys(status_list.draw() for _one in range(SPARE * number_of))
        taken = set(listed.filter(status_list=number, status_index__in=drawn).values_list("status_index", flat=True))
        free |= {index: None for index in drawn if index not in taken}
    return [Place(number, index) for index in islice(free, number_of)]


def frozen_credential(
    snapshot: Mapping[str, Any], *, region: Region, key: IssuerKey, place: Place, now: datetime
) -> dict[str, Any]:
    """The columns of a certificate with its credential and the place of its status. No query."""
    number, index = place
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
