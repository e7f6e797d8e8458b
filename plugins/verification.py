"""What must be true of a descriptor before the site uses it: found once at start, so that no page has to find out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

from plugins.api import (
    EventAction,
    MenuItem,
    MySection,
    PagePanel,
    Text,
)
from plugins.failures import BREAKS
from plugins.keys import owns
from plugins.verifiers import VERIFIERS

PLACED = (EventAction, MenuItem, MySection, PagePanel)
"""What plugins add to a place of the site, side by side with others."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a descriptor by their kind, found once: hooks are asked with every page."""

    strings: tuple[str, ...]
    numbers: tuple[tuple[str, type], ...]
    texts: tuple[str, ...]
    verify: Callable[[Any], None] | None


@cache
def _shape(descriptor: type) -> Shape:
    kinds = {one.name: one.type for one in fields(descriptor)}
    return Shape(
        strings=tuple(name for name, kind in kinds.items() if kind is str),
        numbers=tuple((name, kind) for name, kind in kinds.items() if kind in (int, bool)),
        texts=tuple(name for name, kind in kinds.items() if kind is Text),
        verify=VERIFIERS.get(descriptor),
    )


def verify_item(value: Any, expected: type) -> None:
    """Raise a TypeError or ValueError with a sentence for the plugin's author when the descriptor cannot work."""
    if not isinstance(value, expected):
        raise TypeError(f"It gave {type(value).__name__} instead of {expected.__name__}.")
    shape = _shape(expected)
    for name in shape.strings:
        field = getattr(value, name)
        if field.__class__ is not str or not field.isascii():
            _verify_string(field, f"{expected.__name__}.{name}")
    for name, kind in shape.numbers:
        if not isinstance(getattr(value, name), kind):
            raise TypeError(_wrong(f"{expected.__name__}.{name}", getattr(value, name), kind))
    for name in shape.texts:
        str(getattr(value, name)).encode()  # a lazy translation may fail, and shall do so here
    if shape.verify:
        shape.verify(value)


def _verify_string(field: Any, name: str) -> None:
    if not isinstance(field, str):
        raise TypeError(_wrong(name, field, str))
    field.encode()  # half a character would break whatever page shows it


def _wrong(name: str, field: Any, kind: type) -> str:
    return f"{name} is {type(field).__name__} instead of {kind.__name__}."


def verify_owner(value: Any, plugin: str) -> None:
    """Raise a ValueError when what a plugin adds to a place has a key of somebody else's, which would hide theirs.

    Lines of certificates are looked at one by one where they are frozen, so that a wrong one does not cost the others.
    """
    if isinstance(value, PLACED) and not owns(plugin, value.key):
        raise ValueError(f"The key {value.key} does not belong to {plugin}: begin it with {plugin}_.")


def verify_texts(descriptor: Any) -> None:
    """Read every text of a descriptor in each language of the site, for a translation may fail in one of them only."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                for text in _texts_in(descriptor):
                    str(text).encode()
            except BREAKS as exc:
                raise ValueError(f"A text of {descriptor.key} fails in the language {code}: {exc!r}") from exc


def _texts_in(descriptor: Any) -> Iterator[Any]:
    """The texts of the descriptor, of its choices, and of the descriptors it holds by name."""
    for one in fields(descriptor):
        value = getattr(descriptor, one.name)
        if one.type is Text:
            yield value
        elif one.type == Mapping[str, Text]:
            yield from value.values()
        elif isinstance(value, Mapping):
            for part in filter(is_dataclass, value.values()):
                yield from _texts_in(part)
