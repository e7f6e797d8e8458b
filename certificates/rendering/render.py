"""Renders certificates with WeasyPrint as PDF/UA-1 (ISO 14289-1): tagged, titled, in a language, with all fonts inside."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context
from django.utils import timezone, translation
from weasyprint import HTML
from weasyprint.logger import LOGGER
from weasyprint.urls import FatalURLFetchingError

from certificates.context import Facts, facts_of
from certificates.rendering.design import Design, design
from certificates.rendering.errors import RenderingError
from certificates.rendering.fetcher import BASE_URL, CertificateFetcher
from certificates.rendering.qr import qr_code


def render(snapshot: Mapping[str, Any]) -> bytes:
    """The file of a certificate: its design filled with its snapshot and nothing else.

    Raises RenderingError when the design reaches outside its folder or WeasyPrint warns of anything: a certificate is
    right or it is not made.
    """
    made = design(snapshot["template"]["key"])
    return to_pdf(to_html(facts_of(snapshot), made), made)


def to_html(facts: Facts, made: Design) -> str:
    """The page in the certificate's language, dates in the zone of its event."""
    context = Context({"facts": facts, "qr": qr_code(facts.verification_url), "design": made.descriptor.key})
    with translation.override(facts.language), timezone.override(ZoneInfo(facts.zone)):
        return made.template.render(context)


def to_pdf(html: str, made: Design) -> bytes:
    """The page as PDF/UA-1. Raises RenderingError instead of giving a file that something is wrong with."""
    fetcher = CertificateFetcher(made.assets)
    with _complaints() as complaints:
        try:
            pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
                stylesheets=made.styles, font_config=made.fonts, pdf_variant="pdf/ua-1", presentational_hints=False
            )
        except FatalURLFetchingError as exc:  # a BaseException, which no worker would survive
            raise RenderingError(str(exc)) from exc
    if wrong := [f"Refused: {url}" for url in fetcher.refused] + complaints:
        raise RenderingError("\n".join(wrong))
    return bytes(pdf)


def renderer_versions() -> str:
    """What made the file, so that a later difference can be explained."""
    return ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "segno"))


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
