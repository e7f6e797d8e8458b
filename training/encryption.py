"""Encryption of single values in the database. Keys come from the settings, so that a copy of the database alone tells nothing.

``FIELD_KEYS`` are secrets of which the first encrypts and all decrypt; ``LOOKUP_KEY`` is one of its own, for finding a value
without decrypting any. How keys are changed: docs/how_to/change_field_keys.md.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

HIDDEN = "•"
SHOWN = 4
"""How many characters of a masked value can be read: enough for its owner to know it again."""


class UnreadableError(Exception):
    """No key of this installation decrypts the value."""


@dataclass(frozen=True, slots=True)
class Secret:
    """An encrypted text. Only ``reveal`` decrypts it: it is unreadable in logs, tracebacks, templates and exports."""

    token: str = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Secret":
        return cls(_cipher().encrypt(text.encode()).decode())

    def reveal(self) -> str:
        """The text itself. Raises UnreadableError when its key is gone or the value was tampered with."""
        return _read(_cipher().decrypt, self.token)

    def rotated(self) -> "Secret":
        """The same text, encrypted with the first key."""
        return Secret(_read(_cipher().rotate, self.token))

    @property
    def is_current(self) -> bool:
        """Whether the first key encrypted it."""
        try:
            _fernet(settings.FIELD_KEYS[0]).decrypt(self.token)
        except InvalidToken:
            return False
        return True

    def __str__(self) -> str:
        return HIDDEN * SHOWN


class SecretField(models.TextField):
    """Holds a ``Secret`` or nothing. It takes no plain text, is in no form, and can be searched for being empty only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"editable": False, "null": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["null"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret | None:
        return None if value is None else Secret(value)

    def to_python(self, value: Any) -> Secret | None:
        """What ``value_to_string`` wrote, so that a dump of the database can be loaded again with the same keys."""
        return Secret(value) if value and isinstance(value, str) else value or None

    def get_prep_value(self, value: Any) -> str | None:
        if value is not None and not isinstance(value, Secret):
            raise TypeError(f"{self.name} takes a Secret, not {type(value).__name__}.")
        return value.token if value else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def masked(text: str) -> str:
    """The text with all but its last characters hidden; of a short one, nothing can be read."""
    shown = text[-SHOWN:] if len(text) > 2 * SHOWN else ""
    return HIDDEN * (len(text) - len(shown)) + shown


def lookup_of(purpose: str, text: str) -> str:
    """What a text is found by in the column next to its encrypted value; the same text for another purpose has another.

    HMAC-SHA256 (RFC 2104): without ``LOOKUP_KEY``, numbers cannot be tried out against it.
    """
    return hmac.new(settings.LOOKUP_KEY.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _read(read: Callable[[str], bytes], token: str) -> str:
    try:
        return read(token).decode()
    except InvalidToken:
        raise UnreadableError("A stored value cannot be decrypted with any key in FIELD_KEYS.") from None


def _cipher() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in settings.FIELD_KEYS])


@cache
def _fernet(key: str) -> Fernet:
    """Fernet (AES-128 in CBC mode with HMAC-SHA256) with a key derived from the secret by HKDF (RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samkurs field").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
