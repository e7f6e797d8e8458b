"""Draws pages with WeasyPrint, for archives and for screen readers: PDF/A-3a and PDF/UA-1 in one file.

PDF/A-3a (ISO 19005-3) has all fonts and colours inside and may carry attachments; PDF/UA-1 (ISO 14289-1) is tagged, titled
and in a language.
"""

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from certificates.press import CREDENTIAL
from certificates.press.errors import RenderingError
from certificates.press.fetcher import BASE_URL, CertificateFetcher
from certificates.press.finish import finish
from certificates.press.stock import Asset, Press

STYLES = ("base.css", "style.css")
Watcher = Callable[[Document], None]


def styles_and_fonts(
    assets: Mapping[str, Asset], fonts: FontConfiguration | None = None
) -> tuple[tuple[CSS, ...], FontConfiguration]:
    """Read the style sheets and the fonts they name. Raises RenderingError when one reaches outside these files."""
    fonts = fonts or FontConfiguration()
    return tuple(_style(name, assets, fonts) for name in STYLES), fonts


def to_pdf(
    html: str, press: Press, *, credential: str = "", issued_on: date | None = None, shown: Watcher | None = None
) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1, with the credential attached under the day of issue if there is one.

    The same page gives the same bytes. Raises RenderingError instead of giving a file that something is wrong with. Whoever
    looks at the boxes of the pages, too, has them ``shown`` before the file is finished.
    """
    fetcher, pictures = CertificateFetcher(press.assets), dict(press.pictures)
    with _complaints() as complaints, _no_collection():
        try:
            pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
                finisher=partial(_finish, shown),
                stylesheets=press.styles,
                font_config=press.fonts,
                pdf_variant="pdf/a-3a",
                attachments=[_attachment(credential, issued_on)] if credential and issued_on else [],
                cache=pictures,
                presentational_hints=False,
            )
        except FatalURLFetchingError as exc:  # a BaseException, which no worker would survive
            raise RenderingError(str(exc)) from exc
    if wrong := [f"Refused: {url}" for url in fetcher.refused] + complaints:
        raise RenderingError("\n".join(wrong))
    press.keep(pictures)
    return bytes(pdf)


def _finish(shown: Watcher | None, document: Document, pdf: Any) -> None:
    if shown:
        shown(document)
    finish(document, pdf)


def _style(name: str, assets: Mapping[str, Asset], fonts: FontConfiguration) -> CSS:
    fetcher = CertificateFetcher(assets)
    try:
        return CSS(string=assets[name][0].decode(), base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts)
    except FatalURLFetchingError as exc:  # a BaseException, which no worker would survive
        raise RenderingError(f"{name} asks for what is not in its folder: {', '.join(fetcher.refused)}") from exc


def _attachment(credential: str, issued_on: date) -> Attachment:
    """The credential as a file inside, dated like the certificate, so that a second rendering is no other file."""
    day = datetime.combine(issued_on, time.min)
    return Attachment(
        url=BASE_URL + CREDENTIAL,
        name=CREDENTIAL,
        description="Open Badges 3.0",
        relationship="Data",
        created=day,
        modified=day,
        url_fetcher=CertificateFetcher({CREDENTIAL: (credential.encode(), "application/jwt")}),
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """A page is thousands of small objects that live until it is done: looking for garbage meanwhile finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Listener(logging.Handler):
    """Keeps the warnings of one thread, so that two renderings at once do not blame each other."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread, self.heard = threading.get_ident(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.heard.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    listener = _Listener()
    LOGGER.addHandler(listener)
    try:
        yield listener.heard
    finally:
        LOGGER.removeHandler(listener)
