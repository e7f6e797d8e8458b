"""Encrypting what is stored with a newer key, in chunks: the site goes on meanwhile, and an interrupted run is continued."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from training.encryption import UnreadableError
from training.models.number import NUMBER_MODELS

CHUNK = 200

ENCRYPTED: list[Any] = [*NUMBER_MODELS]
"""The models with an encrypted ``value``; apps above add theirs. Each says which columns ``renew`` writes in ``ENCRYPTED``."""


@dataclass(slots=True, kw_only=True)
class Rotation:
    """How many values were written anew, were right already, and could be read with no key."""

    renewed: int = 0
    current: int = 0
    unreadable: int = 0


def rotate(*, chunk: int = CHUNK, tell: Callable[[Rotation], None] = lambda so_far: None) -> Rotation:
    """Encrypt every stored value with the first of the keys, and make look-up values of numbers with the present look-up key.

    Each chunk is a transaction of its own, after which ``tell`` hears how far it is. What is right already is left alone, so
    that the next run goes on where one was interrupted. What no key decrypts stays as it is.
    """
    done = Rotation()
    for model in ENCRYPTED:
        last = 0
        while reached := _chunk(model, after=last, size=chunk, done=done):
            last = reached
            tell(done)
    return done


@transaction.atomic
def _chunk(model: Any, *, after: int, size: int, done: Rotation) -> int:
    """Renew the rows that follow; the key of the last one, or 0 at the end."""
    rows = list(model._default_manager.select_for_update().filter(pk__gt=after, value__isnull=False).order_by("pk")[:size])
    for row in rows:
        try:
            _renew(row, done)
        except UnreadableError:
            done.unreadable += 1
    return rows[-1].pk if rows else 0


def _renew(row: Any, done: Rotation) -> None:
    if row.is_current:
        done.current += 1
        return
    row.renew()
    row.save(update_fields=row.ENCRYPTED)
    done.renewed += 1
