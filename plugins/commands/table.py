"""Tables for the terminal: aligned columns, and cells that wrap where the line would be too long."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

GAP = "  "
NARROWEST = 8
"""No column gets narrower than this; a terminal with less room wraps the lines itself."""


def terminal_width() -> int:
    """The columns of the terminal, or 120 where the output goes into a file."""
    return shutil.get_terminal_size(fallback=(120, 24)).columns


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, width: int) -> Iterator[str]:
    """The lines of a table. Nothing is cut off: the widest columns give way first, and their cells wrap."""
    cells = [list(headings), *([str(cell) for cell in row] for row in rows)]
    widths = _fitting([max(map(_natural, column)) for column in zip(*cells, strict=True)], width)
    for row in cells:
        wrapped = [_wrapped(cell, room) for cell, room in zip(row, widths, strict=True)]
        for line in zip_longest(*wrapped, fillvalue=""):
            yield GAP.join(part.ljust(room) for part, room in zip(line, widths, strict=True)).rstrip()


def _natural(cell: str) -> int:
    return max(map(len, cell.splitlines()), default=0)


def _fitting(widths: list[int], width: int) -> list[int]:
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _wrapped(cell: str, width: int) -> list[str]:
    return [part for line in cell.splitlines() for part in wrap(line, max(width, 1), break_on_hyphens=False)]
