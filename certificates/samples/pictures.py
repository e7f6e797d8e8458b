"""Everything an editor can choose, for trying a design with all of it."""

from collections.abc import Mapping

from certificates.designs.choosing import Choice, Signing
from certificates.designs.pictures import Picture
from certificates.samples.words import WORDS

LOGO = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="38" height="38" x="1" y="1" fill="#333f48"/>'
    b'<path d="M50 8h66v6H50zM50 20h52v4H50zM50 29h60v4H50z" fill="#333f48"/></svg>',
    "image/svg+xml",
)
SIGNATURE = Picture(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 36"><path d="M4 27C14 4 22 2 21 15 20 29 12 34 16 25c5-12 '
    b'12-15 12-6 0 7 5 5 9-3 3-6 6-2 4 3-2 6 4 5 9-2 4-6 8-7 8-2s6 5 12-1c6-7 9-8 9-3 1 6 8 3 14-1 8-5 14-4 22-2" fill="none" '
    b'stroke="#16325c" stroke-width="1.4"/></svg>',
    "image/svg+xml",
)
PICTURES: Mapping[str, Picture] = {picture.sha256: picture for picture in (LOGO, SIGNATURE)}
"""The pictures of ``everything``, by their checksum."""


def everything(language: str) -> Choice:
    """All texts, a logo, one signatory with a picture of the signature and one who signs by hand."""
    words = WORDS[language]
    return Choice(
        texts={"address": words.address, "opening": words.opening, "closing": words.closing, "legal": words.legal},
        logo=LOGO.sha256,
        signatories=(
            Signing("Dr. Robin Muster", words.offices[0], SIGNATURE.sha256),
            Signing("Sascha Beispiel-Vorlage", words.offices[1]),
        ),
        uploads=PICTURES,
    )
