"""Which credentials are revoked, in one list for thousands, so that nobody learns which of them somebody asks about.

W3C Bitstring Status List 1.0 (https://www.w3.org/TR/vc-bitstring-status-list/).
"""

import base64
import gzip
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from certificates.credentials.addresses import issuer_address, status_list_address
from plugins.models import Region

ENTRIES = 131_072
"""Places of one list: the least that the standard allows (6.1), so that one credential is lost among them."""

FILLED = ENTRIES // 2
"""With half of the places taken a new list begins, so that a free one is found with two draws on average."""

KEPT_FOR = timedelta(days=1)
"""A copy of the list older than this is not to be believed."""


def draw() -> int:
    """A random place, so that neighbours in the list have nothing in common (Bitstring Status List 1.0, 5.1)."""
    return secrets.randbelow(ENTRIES)


def entry(region: Region, number: int, index: int) -> dict[str, Any]:
    """What a credential says about where its status is found."""
    address = status_list_address(region, number)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def status_list(region: Region, number: int, *, revoked: Iterable[int], now: datetime) -> dict[str, Any]:
    """The list as a credential of its issuer, ready to be signed."""
    address, issuer = status_list_address(region, number), issuer_address(region)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": _second(now),
        "validUntil": _second(now + KEPT_FOR),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": issuer,
        "jti": address,
        "sub": f"{address}#list",
        "nbf": int(now.timestamp()),
        "exp": int((now + KEPT_FOR).timestamp()),
    }


def encoded(revoked: Iterable[int]) -> str:
    """The bits, first one leftmost, compressed, in base64url with the multibase prefix ``u`` (3.1)."""
    bits = bytearray(ENTRIES // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def _second(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
