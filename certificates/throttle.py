"""Stops whoever tries codes or files by the hundred. Those that exist are never counted: no office is locked out by its own.

Files have a counter of their own: whoever compares a folder of scans is not kept from looking up a code.
"""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

CODES, FILES = "verify", "verify-file"
"""What is counted."""

MISSES = 20
SECONDS = 600


def is_blocked(request: HttpRequest, counted: str) -> bool:
    """Whether too many unknown ``CODES`` or ``FILES`` came from this address within the last ten minutes."""
    return cache.get(_key(request, counted), 0) >= MISSES


def note_miss(request: HttpRequest, counted: str) -> None:
    key = _key(request, counted)
    if not cache.add(key, 1, SECONDS):
        cache.incr(key)


def _key(request: HttpRequest, counted: str) -> str:
    address = get_adapter(request).get_client_ip(request)
    return f"{counted}-" + hashlib.sha256(address.encode()).hexdigest()[:32]
