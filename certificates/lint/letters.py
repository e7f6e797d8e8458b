"""Whether the design's own fonts have every letter, and whether no other font came in."""

from collections.abc import Iterator

import pikepdf
from weasyprint.document import Document

from certificates.lint.boxes import texts_of
from certificates.rendering.design import Design
from certificates.rendering.letters import families_of, plain, without_font


def missing(document: Document, made: Design) -> Iterator[str]:
    """Letters that none of their fonts has. Such a text could be copied out all the same, so the tables are read."""
    fonts, said = families_of(made), set[tuple[tuple[str, ...], str]]()
    for text in texts_of(document):
        absent = without_font(text.text, (fonts.get(plain(family), frozenset()) for family in text.families))
        if absent and (text.families, absent) not in said:
            said.add((text.families, absent))
            names = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in absent[:12])
            yield f"The font {text.families[0]} of the design has no {names}; another font of this machine stands in for it."


def fonts_of_others(document: pikepdf.Pdf, made: Design) -> Iterator[str]:
    """Fonts that are not embedded, or that do not come from the design."""
    families = set(families_of(made))
    for font in document.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor":
            name = str(font.FontName).lstrip("/").partition("+")[2] or str(font.FontName).lstrip("/")
            if not any(part in font for part in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"The font {name} is not embedded."
            if not any(plain(name).startswith(family) for family in families):
                yield f"The font {name} comes from this machine, not from the design."
