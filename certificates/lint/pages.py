"""The file of a made-up certificate: its length, what stands on it, and what a screen reader is told."""

from collections.abc import Iterator

import pikepdf

from certificates.facts import Facts

MAX_BYTES = 120_000
PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"


def length(found: int, size: int, most: int) -> Iterator[str]:
    """Too many pages, or too many bytes."""
    if found > most:
        yield f"It takes {found} pages instead of {'one' if most == 1 else f'at most {most}'}."
    if size > MAX_BYTES:
        yield f"The file has {size} bytes, more than {MAX_BYTES}."


def printed(texts: list[str], facts: Facts) -> Iterator[str]:
    """Facts that are not on any page, and numbers that are not on every one."""
    found = _letters("".join(texts))
    yield from (f"“{text}” is not printed." for text in _wanted(facts) if _letters(text) not in found)
    for number, text in enumerate(texts, start=1):
        lost = [wanted for wanted in (facts.serial, facts.code) if _letters(wanted) not in _letters(text)]
        yield from (f"Page {number} does not have {wanted}." for wanted in lost if _letters(wanted) in found)


def _wanted(facts: Facts) -> list[str]:
    look, issuer = facts.look, facts.issuer
    return [
        facts.name,
        facts.event_title,
        facts.serial,
        facts.code,
        facts.verification_url,
        issuer.organisation,
        facts.host,
        facts.place,
        facts.scientific_lead,
        *(line.value for line in facts.more),
        *(session.title for session in facts.sessions),
        *(credit.body for credit in facts.credits),
        look.address,
        look.opening,
        look.closing,
        look.legal,
        *(text for signatory in look.signatories for text in (signatory.name, signatory.office)),
    ]


def _letters(text: str) -> str:
    """The text without spaces, hyphens and what readers put in their place at the end of a line."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in " -\u2010\ufffe")


def marked_up(document: pikepdf.Pdf, facts: Facts) -> Iterator[str]:
    """What PDF/UA asks for and is not there."""
    with document.open_metadata() as metadata:
        if metadata.get(PDFUA_PART) != "1":
            yield "It does not say that it is PDF/UA-1."
        if not metadata.get("dc:title"):
            yield "It has no title."
    if str(document.Root.get("/Lang", "")) != facts.language:
        yield "Its language is not that of the certificate."
    if "/StructTreeRoot" not in document.Root:
        yield "It has no tags."
    figures = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"]
    if any(not str(figure.get("/Alt", "")) for figure in figures):
        yield "A picture has no alternative text."
