"""The accounts as a PDF/UA-1 (ISO 14289-1), drawn by WeasyPrint from one template that names no file and no address."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import get_language
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from training.domain.credit_account import Account


class NothingToFetch(URLFetcher):
    """Refuses every address: the statement consists of its own text."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        raise ValueError(f"Refused: {url[:200]}")


def document(accounts: Iterable[Account], *, name: str, today: date) -> bytes:
    """A PDF of every account with all of its lines, in the language at hand."""
    context = {"accounts": list(accounts), "name": name, "today": today, "language": get_language()}
    html = render_to_string("training/credits/statement.html", context)
    return bytes(HTML(string=html, url_fetcher=NothingToFetch()).write_pdf(pdf_variant="pdf/ua-1"))
