"""Where the EIV is: the address that a region sets."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

SETTING = "eiv_address"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""This very machine, for tests: it may do without https, and no proxy stands before it."""


def checked_address(typed: str) -> str:
    """The base address without a slash at its end. Raises ValueError with a sentence: https, a host, and nothing behind."""
    address = typed.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ValueError(_("Enter an address such as https://eiv.example, without a name, password or question mark in it."))
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise ValueError(_("The address has to begin with https://, because EFN and password go there."))
    return address


def address_of(settings: Mapping[str, Any]) -> str:
    """The base address the region set. Raises ValueError with a sentence when there is none, or none that may be used."""
    address = settings.get(SETTING)
    if not isinstance(address, str) or not address.strip():
        raise ValueError(_("No address of the EIV is set. Enter it in the settings of the plugin “Germany”."))
    return checked_address(address)


def destination(settings: Mapping[str, Any]) -> str:
    return urlsplit(address_of(settings)).netloc
