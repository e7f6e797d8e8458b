from collections.abc import Iterable

from django.db import models


class KeysField(models.TextField):
    """An ordered set of keys in one column, stored as ``|midwife|nurse|`` so that both databases find one with ``contains``."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value: str | Iterable[str] | None) -> tuple[str, ...]:
        if isinstance(value, str):
            return tuple(key for key in value.split("|") if key)
        return tuple(value or ())

    def get_prep_value(self, value: str | Iterable[str] | None) -> str:
        if isinstance(value, str) and "|" not in value:
            return value
        keys = self.to_python(value)
        return f"|{'|'.join(keys)}|" if keys else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


def holds(key: str) -> str:
    """The text to search a KeysField for with ``contains`` when it must hold the key itself, not a key that begins alike."""
    return f"|{key}|"
