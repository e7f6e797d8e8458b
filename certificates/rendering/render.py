"""Renders certificates with WeasyPrint, for archives and for screen readers: PDF/A-3a and PDF/UA-1 in one file.

PDF/A-3a (ISO 19005-3) has all fonts and colours inside and may carry attachments; PDF/UA-1 (ISO 14289-1) is tagged, titled
and in a language.
"""

import gc
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context
from django.utils import timezone, translation
from weasyprint import HTML, Attachment
from weasyprint.logger import LOGGER
from weasyprint.urls import FatalURLFetchingError

from certificates.context import Facts, facts_of
from certificates.credentials.tokens import FILE_NAME
from certificates.rendering.codes import qr_code, recognised
from certificates.rendering.design import Design, design
from certificates.rendering.errors import RenderingError
from certificates.rendering.fetcher import BASE_URL, CertificateFetcher
from certificates.rendering.finish import finish


def render(snapshot: Mapping[str, Any], made: Design | None = None, *, credential: str = "") -> bytes:
    """The file of a certificate: its design filled with its snapshot and nothing else, ``credential`` attached if there is one.

    ``made`` is the design with all that was frozen; without it, the installed one. The same snapshot and credential give the
    same bytes. Raises RenderingError when the design reaches outside its folder or WeasyPrint warns of anything: a certificate
    is right or it is not made.
    """
    made, facts = made or design(snapshot["template"]["key"]), facts_of(snapshot)
    return to_pdf(to_html(facts, made), made, attached=(_attachment(credential, facts),) if credential else ())


def to_html(facts: Facts, made: Design) -> str:
    """The page in the certificate's language, dates in the zone of its event."""
    context = Context(
        {"facts": facts, "qr": qr_code(facts.verification_url), "design": made.key, "recognised": recognised(facts)}
    )
    with translation.override(facts.language), timezone.override(ZoneInfo(facts.zone)):
        return made.template.render(context)


def to_pdf(html: str, made: Design, *, attached: Sequence[Attachment] = ()) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1. Raises RenderingError instead of giving a file that something is wrong with."""
    fetcher, pictures = CertificateFetcher(made.assets), dict(made.pictures)
    with _complaints() as complaints, _no_collection():
        try:
            pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
                finisher=finish,
                stylesheets=made.styles,
                font_config=made.fonts,
                pdf_variant="pdf/a-3a",
                attachments=attached,
                cache=pictures,
                presentational_hints=False,
            )
        except FatalURLFetchingError as exc:  # a BaseException, which no worker would survive
            raise RenderingError(str(exc)) from exc
    if wrong := [f"Refused: {url}" for url in fetcher.refused] + complaints:
        raise RenderingError("\n".join(wrong))
    made.keep(pictures)
    return bytes(pdf)


def renderer_versions() -> str:
    """What made the file, so that a later difference can be explained."""
    return ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "segno"))


def _attachment(credential: str, facts: Facts) -> Attachment:
    """The credential as a file inside, dated like the certificate, so that a second rendering is no other file."""
    day = datetime.combine(facts.issued_on, time.min)
    return Attachment(
        url=BASE_URL + FILE_NAME,
        name=FILE_NAME,
        description="Open Badges 3.0",
        relationship="Data",
        created=day,
        modified=day,
        url_fetcher=CertificateFetcher({FILE_NAME: (credential.encode(), "application/jwt")}),
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
