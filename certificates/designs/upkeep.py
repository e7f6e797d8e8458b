"""Deletes pictures uploaded for certificates that nothing uses any more. What a certificate was issued with stays."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from certificates.designs.freezing import MANIFEST
from certificates.designs.models import Asset, DesignChoice, Signatory
from certificates.look import look_of
from certificates.models import Certificate

KEPT_FOR = timedelta(days=30)
"""How long a picture stays that nobody chooses any more: longer than any issue that began with it takes to be stored."""


@transaction.atomic
def forget_unused(*, now: datetime) -> int:
    """Delete the pictures that were in no design for so long and on no certificate ever; how many. A part of every tick.

    Two queries while there is nothing to do. The certificates are only looked through when a picture's time is up, once.
    """
    unused = set(_chosen_nowhere())
    Asset.objects.exclude(unused_since=None).exclude(pk__in=unused).update(unused_since=None)
    Asset.objects.filter(pk__in=unused, unused_since=None).update(unused_since=now)
    due = Asset.objects.filter(pk__in=unused, unused_since__lte=now - KEPT_FOR)
    over = set(due.values_list("pk", flat=True))
    frozen = over & set(_frozen()) if over else set()
    Asset.objects.filter(pk__in=frozen).update(is_frozen=True)
    number, _by_model = due.exclude(pk__in=frozen).delete()
    return number


def _chosen_nowhere() -> Iterator[str]:
    """The pictures that no design of a region or an event names, in any option it ever had."""
    logos = DesignChoice.objects.filter(logo=OuterRef("pk"))
    signatures = Signatory.objects.filter(signature=OuterRef("pk"))
    pictures = Asset.objects.filter(~Exists(logos), ~Exists(signatures), media_type__startswith="image/", is_frozen=False)
    candidates = set(pictures.values_list("pk", flat=True))
    if candidates:
        for options in DesignChoice.objects.values_list("options", flat=True):
            candidates -= {value for design in options.values() for value in design.values()}
    yield from candidates


def _frozen() -> Iterator[str]:
    """The checksums of all pictures that certificates were issued with, and of all files of their designs."""
    for look in Certificate.objects.order_by().values_list("snapshot__look", flat=True).distinct().iterator():
        yield from (picture.sha256 for picture in look_of(look or {}).pictures)
    for content in Asset.objects.filter(media_type=MANIFEST).values_list("content", flat=True):
        names: dict[str, Any] = json.loads(bytes(content))
        yield from names.values()
