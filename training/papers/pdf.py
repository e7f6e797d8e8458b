"""The one way from a template to a PDF/UA-1 (ISO 14289-1). A paper consists of its own text: it names no file, no address."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from plugins.printing import pdf_of


def write_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """The template, which extends ``training/papers/base.html``, as a tagged PDF in the language at hand.

    The same facts give the same bytes. It takes seconds where there are hundreds of rows: never call it inside a transaction.
    """
    return pdf_of(render_to_string(template, {**context, "language": get_language()}))
