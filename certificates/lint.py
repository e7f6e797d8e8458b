"""Tries designs on made-up certificates and says what is wrong with them, before anybody holds one."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

from certificates.context import Facts, facts_of
from certificates.rendering.design import Design, design
from certificates.rendering.errors import RenderingError
from certificates.rendering.render import to_html, to_pdf
from certificates.samples import samples

MAX_BYTES = 120_000
PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"


def lint(key: str, *, language: str = "de") -> list[str]:
    """What is wrong with the design of that key in that language, a sentence each; an empty list when nothing is."""
    try:
        made = design(key)
    except RenderingError as exc:
        return [str(exc)]
    problems = list(_assets(made))
    for name, snapshot in samples(key, language).items():
        problems += [f"{name}: {problem}" for problem in _sample(made, facts_of(snapshot))]
    return problems


def _assets(made: Design) -> Iterator[str]:
    for name, (body, media_type) in made.assets.items():
        if media_type == "image/svg+xml" and b"Gradient" in body:
            yield f"{name} has a gradient, which some readers do not draw."


def _sample(made: Design, facts: Facts) -> Iterator[str]:
    try:
        pdf = to_pdf(to_html(facts, made), made)
    except RenderingError as exc:
        yield str(exc)
        return
    if len(pdf) > MAX_BYTES:
        yield f"The file has {len(pdf)} bytes, more than {MAX_BYTES}."
    yield from _text(pdf, facts)
    with pikepdf.open(BytesIO(pdf)) as document:
        for check in CHECKS:
            yield from check(document, facts)


def _text(pdf: bytes, facts: Facts) -> Iterator[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    if len(pages) != 1:
        yield f"It takes {len(pages)} pages instead of one."
    found = _letters("".join(page.extract_text() for page in pages))
    wanted = [facts.name, facts.event_title, facts.serial, facts.code, facts.verification_url, facts.issuer.organisation]
    wanted += [facts.host, facts.place, facts.scientific_lead]
    wanted += [line.value for line in facts.more]
    wanted += [session.title for session in facts.sessions] + [credit.body for credit in facts.credits]
    yield from (f"“{text}” is not printed." for text in wanted if _letters(text) not in found)


def _letters(text: str) -> str:
    """The text without spaces and hyphens, which a line break may add or swallow."""
    return "".join(character for character in text if not character.isspace() and character != "-")


def _identifier(document: pikepdf.Pdf, facts: Facts) -> Iterator[str]:
    root = document.Root
    with document.open_metadata() as metadata:
        if metadata.get(PDFUA_PART) != "1":
            yield "It does not say that it is PDF/UA-1."
        if not metadata.get("dc:title"):
            yield "It has no title."
    if str(root.get("/Lang", "")) != facts.language:
        yield "Its language is not that of the certificate."
    if "/StructTreeRoot" not in root:
        yield "It has no tags."


def _pictures(document: pikepdf.Pdf, facts: Facts) -> Iterator[str]:
    figures = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"]
    if any(not str(figure.get("/Alt", "")) for figure in figures):
        yield "A picture has no alternative text."


def _fonts(document: pikepdf.Pdf, facts: Facts) -> Iterator[str]:
    fonts = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"]
    for font in fonts:
        name = str(font.FontName).lstrip("/")
        if not any(part in font for part in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"The font {name} is not embedded."
        if "DejaVu" in name or "Liberation" in name:
            yield f"The font {name} comes from this machine, not from the design: a letter is missing in the design's own."


CHECKS: list[Callable[[pikepdf.Pdf, Facts], Iterator[Any]]] = [_identifier, _pictures, _fonts]
