"""What goes in and out where pages are drawn, as plain data: whoever only sends and receives need not load WeasyPrint,
which takes more than a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

Asset = tuple[bytes, str]
"""Content and media type of one file of a design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What all certificates of a design share when they are drawn: its files, with style sheets and fonts read once."""

    assets: Mapping[str, Asset]
    styles: tuple[CSS, ...]
    fonts: FontConfiguration
    pictures: dict[str, Any] = field(default_factory=dict)
    """The design's own pictures once they are decoded, by the address they were asked for."""

    def keep(self, pictures: Mapping[str, Any]) -> None:
        """Decode the design's pictures once. Those written into one page are somebody's own and are never kept."""
        self.pictures.update({url: picture for url, picture in pictures.items() if url in self.assets})


@dataclass(frozen=True, slots=True)
class Stock:
    """The files of a design, sent to a process once. ``name`` stands for them afterwards."""

    name: str
    assets: Mapping[str, Asset]


@dataclass(frozen=True, slots=True)
class Page:
    """One certificate to draw, and all that is needed for it beside its design's files: ``stock`` is the name of these."""

    html: str
    stock: str
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    credential: str = ""
    issued_on: date | None = None


class Drawn(NamedTuple):
    """The file, or why there is none: what the renderer said, or nothing when it is for the log alone.

    ``letters`` are those that no font of the design has, where that is why.
    """

    pdf: bytes
    error: str = ""
    letters: str = ""

    @property
    def is_made(self) -> bool:
        return bool(self.pdf)
