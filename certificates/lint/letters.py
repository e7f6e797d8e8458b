"""Whether the design's own fonts have every letter, and whether no other font came in."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont
from weasyprint.document import Document

from certificates.lint.boxes import texts_of
from certificates.rendering.design import Design

FAMILY_NAMES = (16, 1)
"""Records of a font's table of names: the family of all weights, else that of four styles."""


def missing(document: Document, made: Design) -> Iterator[str]:
    """Letters that none of their fonts has. Such a text could be copied out all the same, so the tables are read."""
    fonts, said = _letters_of(made), set[tuple[tuple[str, ...], str]]()
    for text in texts_of(document):
        known = frozenset[int]().union(*(fonts.get(_plain(family), ()) for family in text.families))
        absent = "".join(sorted({letter for letter in text.text if ord(letter) not in known and _is_drawn(letter)}))
        if absent and (text.families, absent) not in said:
            said.add((text.families, absent))
            names = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in absent[:12])
            yield f"The font {text.families[0]} of the design has no {names}; another font of this machine stands in for it."


def fonts_of_others(document: pikepdf.Pdf, made: Design) -> Iterator[str]:
    """Fonts that are not embedded, or that do not come from the design."""
    families = set(_letters_of(made))
    for font in document.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor":
            name = str(font.FontName).lstrip("/").partition("+")[2] or str(font.FontName).lstrip("/")
            if not any(part in font for part in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"The font {name} is not embedded."
            if not any(_plain(name).startswith(family) for family in families):
                yield f"The font {name} comes from this machine, not from the design."


def _letters_of(made: Design) -> Mapping[str, frozenset[int]]:
    """The letters every weight of a family has, by the family's plain name."""
    found: dict[str, frozenset[int]] = {}
    for name, (content, media_type) in made.assets.items():
        if media_type.startswith("font/"):
            family, letters = _font(content, name)
            found[family] = found[family] & letters if family in found else letters
    return found


@lru_cache(maxsize=32)
def _font(content: bytes, name: str) -> tuple[str, frozenset[int]]:
    with TTFont(BytesIO(content), lazy=True) as font:
        names = (font["name"].getDebugName(number) for number in FAMILY_NAMES)
        return _plain(next(filter(None, names), name)), frozenset(font.getBestCmap())


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp", "Zs"}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
