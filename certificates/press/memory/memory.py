"""Where everything remembered lives: with the fonts of one design, in a process that draws one page after the other."""

from collections.abc import Hashable
from typing import Any, TypeVar

from weasyprint.text.fonts import FontConfiguration

MOST = 6_000
"""Lines that are remembered at most, with what styles weigh; some 10 MiB. The first page of the standard design adds 1,400,
each further one a dozen for its person."""

T = TypeVar("T")


class Memory:
    """What was worked out for the pages of one design so far.

    Everything in it is keyed by all that it follows from, so that it never matters which pages were drawn before. Two threads
    must not share one: styles complete themselves while they are read.
    """

    def __init__(self) -> None:
        self.is_open = True
        self.weight = 0
        self.styles: dict[Hashable, Any] = {}
        """Patterns of the elements at the root of a page; each knows those below it."""
        self.lines: dict[Hashable, Any] = {}
        self.drawn: dict[Hashable, Any] = {}
        self.fonts: dict[Hashable, Any] = {}

    def keep(self, things: dict[Hashable, Any], key: Hashable, thing: T, *, weight: int = 1) -> T:
        """Remember the thing from now on."""
        things[key] = thing
        self.weight += weight
        return thing

    def close(self) -> None:
        """Neither use nor keep anything until the page is done."""
        self.is_open = False


class RememberingFonts(FontConfiguration):
    """The fonts of a design with its memory: they are within reach wherever WeasyPrint styles, breaks and draws."""

    def __init__(self) -> None:
        super().__init__()
        self.memory = Memory()


def settle(fonts: FontConfiguration, *, made: bool) -> None:
    """After every page: forget everything when the page was not made or brought rules of its own, or when it is too much.

    Whatever was complained of while something was worked out would not be complained of again.
    """
    if isinstance(fonts, RememberingFonts) and not (made and fonts.memory.is_open and fonts.memory.weight <= MOST):
        fonts.memory = Memory()


def memory_of(fonts: FontConfiguration) -> Memory | None:
    """The memory that is to be used now, if there is one."""
    memory: Memory | None = getattr(fonts, "memory", None)
    return memory if memory and memory.is_open else None
