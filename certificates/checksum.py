"""The one checksum under which files and facts are known: SHA-256, in hexadecimal digits."""

import hashlib
from pathlib import Path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256_of(place: Path) -> str:
    """Of a file, however large."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
