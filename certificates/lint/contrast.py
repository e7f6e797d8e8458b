"""Contrast of texts by WCAG 2.2 (1.4.3), computed from the colours as they are laid out."""

from collections.abc import Iterator

from weasyprint.document import Document

from certificates.lint.boxes import Colour, SetText, texts_of

LEAST, LEAST_OF_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 18, 14
"""Points from which a text counts as large."""


def too_faint(document: Document) -> Iterator[str]:
    """Every pair of colours in which a text cannot be read well, once."""
    said = set[tuple[Colour, Colour]]()
    for text in texts_of(document):
        pair = (text.colour, text.ground)
        if pair not in said and text.text.strip() and (found := contrast(*pair)) < _least(text):
            said.add(pair)
            yield (
                f"“{text.text.strip()[:40]}” is hard to read: {_written(text.colour)} on {_written(text.ground)} "
                f"has a contrast of {found:.1f}, and {_least(text)} are needed."
            )


def contrast(one: Colour, other: Colour) -> float:
    """From 1 for equal colours to 21 for black on white (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _least(text: SetText) -> float:
    return LEAST_OF_LARGE if text.size >= (LARGE_BOLD if text.is_bold else LARGE) else LEAST


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
