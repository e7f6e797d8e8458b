"""Documents to print: PDF/UA-1 (ISO 14289-1), drawn by WeasyPrint from HTML that names no file and no address."""

from collections.abc import Mapping

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class NothingToFetch(URLFetcher):
    """Refuses every address: the document consists of its own text."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        raise ValueError(f"Refused: {url[:200]}")


def pdf_of(html: str) -> bytes:
    """The HTML as a PDF, in the language its ``html`` element names."""
    return bytes(HTML(string=html, url_fetcher=NothingToFetch()).write_pdf(pdf_variant="pdf/ua-1"))
