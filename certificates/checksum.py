"""The one checksum under which files and facts are known: SHA-256, in hexadecimal digits."""

import hashlib
import json
from pathlib import Path
from typing import Any


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def canonical(snapshot: dict[str, Any]) -> bytes:
    """The one spelling of a snapshot that its checksum is taken of, whatever order a database returns its keys in."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256_of(place: Path) -> str:
    """Of a file, however large."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
