"""One made-up certificate in a design: laid out, drawn, and looked at from every side."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO

import pikepdf
from pypdfium2 import PdfDocument
from weasyprint import HTML
from weasyprint.document import Document

from certificates.facts import Facts
from certificates.lint import codes, contrast, letters, pages
from certificates.press.errors import LettersWithoutFont
from certificates.press.fetcher import BASE_URL, CertificateFetcher
from certificates.press.press import to_pdf
from certificates.rendering.design import Design
from certificates.rendering.errors import RenderingError
from certificates.rendering.render import to_html


@dataclass(frozen=True)
class Trial:
    """A design filled with facts; ``pages`` are at most so many. ``drawn`` is its file where somebody has drawn it already."""

    made: Design
    facts: Facts
    pages: int
    drawn: bytes = b""

    @cached_property
    def html(self) -> str:
        return to_html(self.facts, self.made)

    @cached_property
    def pdf(self) -> bytes:
        """The file as it would be issued. Raises RenderingError. Its boxes are kept, so that no page is laid out twice."""
        return self.drawn or to_pdf(self.html, self.made, shown=partial(self.__dict__.__setitem__, "laid_out"))

    @cached_property
    def laid_out(self) -> Document:
        """The boxes of the pages, which still know their colours and fonts."""
        fetcher = CertificateFetcher(self.made.assets)
        html = HTML(string=self.html, base_url=BASE_URL, url_fetcher=fetcher)
        return html.render(stylesheets=self.made.styles, font_config=self.made.fonts)

    @cached_property
    def texts(self) -> list[str]:
        """What can be copied out of each page."""
        with closing(PdfDocument(self.pdf)) as document:
            return [page.get_textpage().get_text_bounded() for page in document]


def problems(trial: Trial) -> Iterator[str]:
    """What is wrong with the certificate, a sentence each."""
    try:
        pdf = trial.pdf
    except RenderingError as exc:
        yield str(exc)
        if isinstance(exc, LettersWithoutFont):  # which of its fonts lack them, the author wants to know
            yield from letters.missing(trial.laid_out, trial.made)
        return
    yield from remarks(trial)
    yield from pages.printed(trial.texts, trial.facts)
    yield from codes.not_decoded(pdf, trial.facts)
    with pikepdf.open(BytesIO(pdf)) as document:
        yield from pages.marked_up(document, trial.facts)


def remarks(trial: Trial) -> Iterator[str]:
    """What depends on what editors choose, too: length, letters, contrast and size. Raises RenderingError."""
    yield from pages.length(len(trial.texts), len(trial.pdf), trial.pages)
    yield from letters.missing(trial.laid_out, trial.made)
    yield from contrast.too_faint(trial.laid_out)
