"""Keeps files under the checksum of their content, for as long as a certificate that has no file yet may need them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from certificates.designs.models import Asset
from certificates.designs.pictures import Picture


def keep(files: Iterable[Picture], *, now: datetime) -> None:
    """Store what is not stored yet. What is stored is wanted again, however long nothing used it."""
    rows = [Asset(sha256=file.sha256, media_type=file.media_type, content=file.content, kept_at=now) for file in files]
    Asset.objects.bulk_create(rows, update_conflicts=True, update_fields=["unused_since"], unique_fields=["sha256"])


def media_types(checksums: Iterable[str]) -> dict[str, str]:
    """The media types of the stored ones among them, by their checksum; one query, none when nothing is asked for."""
    asked = set(filter(None, checksums))
    return dict(Asset.objects.filter(pk__in=asked).values_list("sha256", "media_type")) if asked else {}


def contents(checksums: Iterable[str], unsaved: Mapping[str, Picture] | None = None) -> dict[str, tuple[bytes, str]]:
    """Content and media type of each. Raises LookupError when one is not stored: then nothing may be drawn without it."""
    given = unsaved or {}
    return {
        checksum: (given[checksum].content, given[checksum].media_type) if checksum in given else _stored(checksum)
        for checksum in checksums
    }


@lru_cache(maxsize=64)
def _stored(checksum: str) -> tuple[bytes, str]:
    """Read once per process: 260 certificates have the same logo."""
    found = Asset.objects.filter(pk=checksum).values_list("content", "media_type").first()
    if found is None:
        raise LookupError(f"The file {checksum} that the certificate was issued with is not stored.")
    return bytes(found[0]), found[1]
