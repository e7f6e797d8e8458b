"""The one checksum under which files and facts are known: SHA-256, in hexadecimal digits."""

import hashlib


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
