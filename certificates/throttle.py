"""Stops whoever tries codes by the hundred. Codes that exist are never counted, so that no office is locked out by its own."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES = 20
SECONDS = 600


def is_blocked(request: HttpRequest) -> bool:
    """Whether too many unknown codes came from this address within the last ten minutes."""
    return cache.get(_key(request), 0) >= MISSES


def note_miss(request: HttpRequest) -> None:
    key = _key(request)
    if not cache.add(key, 1, SECONDS):
        cache.incr(key)


def _key(request: HttpRequest) -> str:
    address = get_adapter(request).get_client_ip(request)
    return "verify-" + hashlib.sha256(address.encode()).hexdigest()[:32]
