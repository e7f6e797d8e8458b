"""Digits as bars of Code 39 (ISO/IEC 16388), the symbol that the EIV's scanners and the chambers' labels use."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FRAME = "*"
"""Stands before and behind every symbol."""
PATTERNS = {
    "0": "000110100",
    "1": "100100001",
    "2": "001100001",
    "3": "101100000",
    "4": "000110001",
    "5": "100110000",
    "6": "001110000",
    "7": "000100101",
    "8": "100100100",
    "9": "001100100",
    FRAME: "010010100",
}
"""Five bars and the four spaces between them, a bar first; 1 is wide."""
WIDE = 3
"""How many modules a wide element has; a narrow one, and the gap between characters, has one."""
QUIET = 10
"""Modules left empty on either side."""
MODULE = 0.25
"""Width of a module in millimetres: readable at arm's length, and a VNR still fits half a page."""


def bars(digits: str) -> tuple[list[tuple[int, int]], int]:
    """Start and width of each bar in modules, and the width of all with quiet zones. Raises KeyError at what is no digit."""
    position, found = QUIET, []
    for element, width in _elements(digits):
        if element % 2 == 0:
            found.append((position, width))
        position += width
    return found, position - 1 + QUIET


def _elements(digits: str) -> Iterator[tuple[int, int]]:
    """Number within its character and width of each element; the tenth is the gap to the next character."""
    for character in f"{FRAME}{digits}{FRAME}":
        yield from ((number, WIDE if wide == "1" else 1) for number, wide in enumerate(PATTERNS[character]))
        yield 9, 1


def svg(digits: str, *, height: float = 10) -> SafeString:
    """The symbol as a picture, ``height`` millimetres high, with its digits as its name."""
    found, width = bars(digits)
    rectangles = format_html_join("", '<rect x="{}" y="0" width="{}" height="1"/>', found)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" width="{}mm" height="{}mm" viewBox="0 0 {} 1"'
        ' preserveAspectRatio="none" shape-rendering="crispEdges">{}</svg>',
        digits,
        width * MODULE,
        height,
        width,
        rectangles,
    )
