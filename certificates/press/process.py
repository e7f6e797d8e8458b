"""One process that draws and does nothing else: it is sent pages and gives back files, one after the other.

It never loads the site: that would double its memory, and give a page gone wild a database to reach.
"""

import gc
import logging
import resource
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from typing import TypeVar

from certificates.press.errors import LettersWithoutFont, RenderingError
from certificates.press.memory.memory import settle
from certificates.press.memory.places import remembering_fonts
from certificates.press.press import styles_and_fonts, to_pdf
from certificates.press.stock import Drawn, Page, Press, Stock

MEMORY = 2 * 1024**3
"""Bytes of address space. A page takes some hundred million of them, a design gone wild any number."""

SECONDS = 60
"""Seconds of computing for one file; the standard design takes a tenth of one. A process over it is ended by the system."""

logger = logging.getLogger(__name__)
T = TypeVar("T")


def serve(pipe: Connection) -> None:
    """Draw the pages that come through the pipe until its other end closes; each stock comes before the first of its pages."""
    _limit(resource.RLIMIT_AS, MEMORY)
    presses: dict[str, Press | Drawn] = {}
    with suppress(EOFError, OSError):  # nobody is there any more to send or to receive
        while True:
            sent: Stock | Page = pipe.recv()
            _allow(SECONDS)
            if isinstance(sent, Page):
                pipe.send(draw(sent, presses))
            else:
                presses[sent.name] = _attempt(partial(set_up, sent))


def draw(page: Page, presses: Mapping[str, Press | Drawn]) -> Drawn:
    """Draw one page. What goes wrong stays with it; of a design that could not be set up every page says so."""
    press = presses[page.stock]
    if isinstance(press, Drawn):
        return press
    drawn = _attempt(partial(_draw, page, press))
    settle(press.fonts, made=drawn.is_made)
    return drawn


def set_up(stock: Stock) -> Press:
    """Ready for all its pages, and never looked through for garbage again. What they have in common is worked out once."""
    styles, fonts = styles_and_fonts(stock.assets, remembering_fonts())
    press = Press(assets=stock.assets, styles=styles, fonts=fonts)
    gc.collect()
    gc.freeze()
    return press


def _draw(page: Page, press: Press) -> Drawn:
    whole = replace(press, assets={**press.assets, **page.pictures}) if page.pictures else press
    return Drawn(to_pdf(page.html, whole, credential=page.credential, issued_on=page.issued_on))


def _attempt(act: Callable[[], T]) -> T | Drawn:
    """What the act gives, or why there is no file."""
    try:
        return act()
    except LettersWithoutFont as exc:
        return Drawn(b"", str(exc), exc.letters)
    except RenderingError as exc:
        return Drawn(b"", str(exc))
    except Exception:
        logger.exception("A file could not be drawn")
        return Drawn(b"")


def _allow(seconds: int) -> None:
    """So much computing more from now on. It also ends a process that was left alone in an endless page."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds)


def _limit(kind: int, most: int) -> None:
    """Let the process have no more; where the machine allows less, that stays."""
    _soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
