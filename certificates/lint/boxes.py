"""The texts of laid-out pages, each with how it is set."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import TextBox

WHITE = (1.0, 1.0, 1.0)
Colour = tuple[float, float, float]
POINTS = 0.75
"""Of a CSS pixel."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A piece of text; ``size`` is in points, ``ground`` the colour behind it."""

    text: str
    colour: Colour
    ground: Colour
    families: tuple[str, ...]
    size: float
    is_bold: bool


def texts_of(document: Document) -> Iterator[SetText]:
    """Every text of every page, margins included. A picture behind a text counts as paper."""
    for page in document.pages:
        yield from _texts(page._page_box, WHITE)


def _texts(box: Any, ground: Colour) -> Iterator[SetText]:
    if isinstance(box, TextBox):
        style = box.style
        families, weight = tuple(style["font_family"]), style["font_weight"]
        colour = _over(style["color"], ground)
        yield SetText(box.text, colour, ground, families, style["font_size"] * POINTS, weight >= 600)
        return
    ground = _over(get_color(box.style, "background_color"), ground)
    for child in getattr(box, "children", ()):
        yield from _texts(child, ground)


def _over(colour: Any, ground: Colour) -> Colour:
    """The colour as it is seen when it is laid over the ground."""
    red, green, blue = colour.to("srgb").coordinates
    return tuple(colour.alpha * top + (1 - colour.alpha) * below for top, below in zip((red, green, blue), ground, strict=True))
