"""Documents to print: PDF/UA-1 (ISO 14289-1), drawn by WeasyPrint from HTML that names no file and no address."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language


def write_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """The template as a tagged PDF in the language at hand, which it finds as ``language`` to name it in its ``html`` element.

    The same facts give the same bytes. It takes seconds where there are hundreds of rows: never call it inside a transaction.
    """
    from weasyprint import HTML  # slow import: most processes print nothing

    from plugins.fetching import NothingToFetch

    html = render_to_string(template, {**context, "language": get_language()})
    return bytes(HTML(string=html, url_fetcher=NothingToFetch()).write_pdf(pdf_variant="pdf/ua-1"))
