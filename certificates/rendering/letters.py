"""Which letters the fonts of a design have: for others a font of the machine would stand in, or an empty box."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO

from certificates.rendering.design import Design
from certificates.rendering.design_files import BASE

FAMILY_NAMES = (16, 1)
"""Records of a font's table of names: the family of all weights, else that of four styles."""


@lru_cache(maxsize=1)
def letters_of_base() -> frozenset[int]:
    """The letters that every design has, because it builds on the base and its fonts fall back on each other."""
    fonts = (_font(path.read_bytes(), path.name) for path in sorted((BASE / "fonts").glob("*.ttf")))
    return _known(_families(fonts).values())


def families_of(made: Design) -> Mapping[str, frozenset[int]]:
    """The letters every weight of a family has, by the family's plain name."""
    return _families(_font(content, name) for name, (content, kind) in made.assets.items() if kind.startswith("font/"))


def without_font(text: str, families: Iterable[frozenset[int]]) -> str:
    """The letters of the text, each once, that no family has and that would be seen."""
    known = _known(families)
    return "".join(sorted({letter for letter in text if ord(letter) not in known and _is_drawn(letter)}))


def plain(name: str) -> str:
    """The name of a family as style sheets, fonts and PDF files all spell it."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _families(fonts: Iterable[tuple[str, frozenset[int]]]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for family, letters in fonts:
        found[family] = found[family] & letters if family in found else letters
    return found


def _known(families: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*families)


@lru_cache(maxsize=32)
def _font(content: bytes, name: str) -> tuple[str, frozenset[int]]:
    from fontTools.ttLib import TTFont  # slow import: most processes look into no font

    with TTFont(BytesIO(content), lazy=True) as font:
        names = (font["name"].getDebugName(number) for number in FAMILY_NAMES)
        return plain(next(filter(None, names), name)), frozenset(font.getBestCmap())


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp", "Zs"}
