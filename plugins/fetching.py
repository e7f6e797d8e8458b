"""What WeasyPrint may fetch for documents to print: nothing."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse


class NothingToFetch(URLFetcher):
    """Refuses every address: the document consists of its own text."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        raise ValueError(f"Refused: {url[:200]}")
