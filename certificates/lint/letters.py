"""Whether the design's own fonts have every letter."""

from collections.abc import Iterator

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
