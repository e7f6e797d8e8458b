"""One process that draws: it takes the keys of certificates and gives back their files, one after the other.

This module is imported before Django is ready, so whatever needs Django is imported where it is used.
"""

import logging
import resource
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple

MEMORY = 2 * 1024**3
"""Bytes of address space. A page takes some hundred million of them, a design gone wild any number."""

SECONDS = 60
"""Seconds of computing for one file; the standard design takes a tenth of one. A process over it is ended by the system."""

logger = logging.getLogger(__name__)


class Drawn(NamedTuple):
    """The file of a certificate, or why there is none."""

    key: int
    pdf: bytes
    error: str = ""


def serve(pipe: Connection, databases: Mapping[str, str], language: str) -> None:
    """Draw what comes through the pipe until its other end closes; ``databases`` are the names of those in use, by alias."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _begin(databases, language)
    with suppress(EOFError, BrokenPipeError):
        while True:
            key = pipe.recv()
            _allow(SECONDS)
            pipe.send(draw(key))


def draw(key: int) -> Drawn:
    """Draw the certificate with that key, which only reads. Whatever goes wrong is said in words and stays with this one."""
    from django.utils.translation import gettext as _

    from certificates.domain.making import made
    from certificates.models import Certificate
    from certificates.rendering import RenderingError

    try:
        return Drawn(key, made(Certificate.objects.select_related("region").get(pk=key)))
    except RenderingError as exc:
        return Drawn(key, b"", str(exc))
    except Exception:
        logger.exception("Certificate %s could not be drawn", key)
        return Drawn(key, b"", _("An unexpected error happened. Please try again; if it stays, tell the administrator."))


def _begin(databases: Mapping[str, str], language: str) -> None:
    import django
    from django.db import connections
    from django.utils import translation

    django.setup()
    translation.activate(language)
    for alias, name in databases.items():
        connections[alias].settings_dict["NAME"] = name


def _allow(seconds: int) -> None:
    """So much computing more from now on. It also ends a process that was left alone in an endless page."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
