"""The only way from a certificate's design to a file: a dictionary. Nothing here can open a path or a connection."""

from collections.abc import Mapping
from urllib.parse import urlsplit
from urllib.request import DataHandler, Request

from weasyprint.urls import URLFetcher, URLFetcherResponse

from certificates.press.stock import Asset

BASE_URL = "asset://design/"
MAX_DATA_URL = 200_000
"""Characters of one ``data:`` address: a drawn QR code takes about 5,000."""


class CertificateFetcher(URLFetcher):
    """Hands out a design's own files and pictures written into the page; every other address is refused and noted.

    WeasyPrint swallows a refusal that happens inside an SVG, so whoever renders has to look at ``refused`` afterwards.
    """

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        # The parent's __init__ would build openers for http, ftp and file, and an SSL context: none of them may exist here.
        self._assets = assets
        self.refused: list[str] = []
        self._fail_on_errors = True
        self._allowed_protocols = {"data", "asset"}
        self._timeout = 0
        self._http_headers: dict[str, str] = {}
        self._request = None

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The content behind the address. Raises ValueError, and notes the address, when it is not one of the design's."""
        try:
            return self._picture(url) if url[:5].lower() == "data:" else self._asset(url)
        except Exception as exc:
            self.refused.append(url[:200])
            raise ValueError(f"Refused: {url[:200]}") from exc

    def _picture(self, url: str) -> URLFetcherResponse:
        if len(url) > MAX_DATA_URL or url[5:11].lower() != "image/":
            raise ValueError("Only pictures of moderate size may be written into the page.")
        response = DataHandler().data_open(Request(url))  # noqa: S310 (data: was checked above)
        return URLFetcherResponse(url, response.read(), dict(response.headers))

    def _asset(self, url: str) -> URLFetcherResponse:
        # Relative addresses arrive as they were written: urljoin leaves them alone for a scheme it does not know.
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) not in {("", ""), ("asset", "design")}:
            raise ValueError("Not one of the design's files.")
        body, media_type = self._assets[parts.path.lstrip("/")]
        return URLFetcherResponse(url, body, {"Content-Type": media_type})
