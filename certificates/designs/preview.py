"""What certificates would look like, drawn as they are issued, and marked so that nobody can take one for a certificate."""

from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from pypdfium2 import PdfDocument
from weasyprint import CSS

from certificates.context import facts_of
from certificates.designs.choosing import Choice
from certificates.designs.freezing import design_of, frozen_look, installed_design
from certificates.lint import Trial, remarks
from certificates.rendering.design import Design, known_design
from certificates.samples import NAMES, credit, purposes_of, snapshot

MOST_MODULES = 25
SCALE = 1.6
"""Of 72 dots per inch: small print can be read on a screen, and a page has some 100 kB."""

MARK = """
body::before, body::after {{ content: "{word}"; position: fixed; left: 0; right: 0; text-align: center;
  font: 600 64pt "Source Sans 3"; letter-spacing: .1em; color: rgba(176, 0, 32, .2); hyphens: manual;
  transform: rotate(-32deg) }}
body::before {{ top: 45mm }}
body::after {{ top: 150mm }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Which made-up certificate is shown: a name of ``samples.NAMES``, 1 to 25 modules, with credits of a body or without.

    Without a ``purpose`` it is of the first kind the design is made for.
    """

    name: str = "usual"
    modules: int = 6
    language: str = ""
    purpose: str = ""
    with_credits: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """A PDF file, its pages as PNG pictures, and what to look at before certificates are issued like this."""

    pdf: bytes
    pages: tuple[bytes, ...]
    remarks: tuple[str, ...]


def preview(choice: Choice, sample: Sample) -> Preview:
    """The made-up certificate with what was chosen, stored or not.

    Raises RenderingError, and DesignError when the design is not made for that kind of certificate.
    """
    descriptor = known_design(choice.template)
    purpose = sample.purpose or purposes_of(descriptor)[0]
    installed_design(choice, purpose=purpose)
    made_up = snapshot(
        descriptor,
        sample.language or descriptor.sample.language,
        purpose=purpose,
        modules=sample.modules,
        name=NAMES[sample.name],
        granted=[credit(descriptor, "6")] if sample.with_credits else [],
        look=frozen_look(choice, descriptor),
    )
    facts = facts_of(made_up)
    made = design_of(made_up, choice.uploads)
    drawn = Trial(_marked(made, facts.language), facts, descriptor.max_pages)
    return Preview(drawn.pdf, _pictures(drawn.pdf), tuple(remarks(Trial(made, facts, descriptor.max_pages))))


def _marked(made: Design, language: str) -> Design:
    with translation.override(language):
        word = _("SAMPLE")
    return replace(made, styles=(*made.styles, _mark(word)))


@lru_cache(maxsize=8)
def _mark(word: str) -> CSS:
    return CSS(string=MARK.format(word=word))


def _pictures(pdf: bytes) -> tuple[bytes, ...]:
    with closing(PdfDocument(pdf)) as document:
        return tuple(_png(page.render(scale=SCALE).to_pil()) for page in document)


def _png(picture) -> bytes:  # type: ignore[no-untyped-def]
    written = BytesIO()
    picture.quantize(64).save(written, "PNG")
    return written.getvalue()
