"""Fills a certificate's design with its snapshot."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context
from django.utils import timezone, translation

from certificates.context import facts_of
from certificates.facts import Facts
from certificates.rendering.codes import qr_code, recognised
from certificates.rendering.design import TEMPLATE_ERRORS, Design, design
from certificates.rendering.errors import RenderingError


def render(snapshot: Mapping[str, Any], made: Design | None = None, *, credential: str = "") -> bytes:
    """The file of a certificate: its design filled with its snapshot and nothing else, ``credential`` attached if there is one.

    ``made`` is the design with all that was frozen; without it, the installed one. The same snapshot and credential give the
    same bytes. Raises RenderingError when the design reaches outside its folder or WeasyPrint warns of anything: a certificate
    is right or it is not made.
    """
    from certificates.press.press import to_pdf  # slow import: WeasyPrint, which most processes do without

    made, facts = made or design(snapshot["template"]["key"]), facts_of(snapshot)
    return to_pdf(to_html(facts, made), made, credential=credential, issued_on=facts.issued_on)


def to_html(facts: Facts, made: Design) -> str:
    """The page in the certificate's language, dates in the zone of its event. Raises RenderingError."""
    context = Context(
        {"facts": facts, "qr": qr_code(facts.verification_url), "design": made.key, "recognised": recognised(facts)}
    )
    with translation.override(facts.language), timezone.override(ZoneInfo(facts.zone)):
        try:
            return made.template.render(context)
        except TEMPLATE_ERRORS as exc:
            raise RenderingError(f"A template of the design cannot be used: {exc}") from exc


def renderer_versions() -> str:
    """What made the file, so that a later difference can be explained."""
    return ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "zxing-cpp"))
