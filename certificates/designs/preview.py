"""What certificates would look like, drawn as they are issued, and marked so that nobody can take one for a certificate."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from certificates.context import facts_of
from certificates.designs.choosing import Choice
from certificates.designs.freezing import design_of, frozen_look, installed_design
from certificates.errors import unexpected
from certificates.press.stock import Page
from certificates.rendering.crew import Job, draw_all
from certificates.rendering.design import Design, known_design
from certificates.rendering.errors import RenderingError
from certificates.rendering.sending import page_of
from certificates.samples import NAMES, credit, purposes_of, snapshot

if TYPE_CHECKING:
    from certificates.lint import Trial

MOST_MODULES = 25
SCALE = 1.6
"""Of 72 dots per inch: small print can be read on a screen, and a page has some 100 kB."""

PATIENCE = 20.0
"""Seconds for each of the two files of a preview; somebody is waiting for them."""

AT_ONCE = BoundedSemaphore(2)
"""So many previews are drawn at the same time by one process of the site."""

MARK = """
body::before, body::after {{ content: "{word}"; position: fixed; left: 0; right: 0; text-align: center;
  font-weight: 600; font-size: 64pt; line-height: 1.2; letter-spacing: .1em; color: rgba(176, 0, 32, .2); hyphens: manual;
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
    made, facts = design_of(made_up, choice.uploads), facts_of(made_up)
    plain, marked = _drawn(made, page_of(made_up, made), facts.language)
    from certificates.lint import Trial  # slow import: WeasyPrint, which most processes do without

    trial = Trial(made, facts, descriptor.max_pages, drawn=plain)
    return Preview(marked, _pictures(marked, most=descriptor.max_pages + 1), tuple(_remarks(trial)))


def _drawn(made: Design, page: Page, language: str) -> tuple[bytes, bytes]:
    """The file as it would be issued and the one with the mark, drawn like those that are issued: by a process that has limits.

    Raises RenderingError with what is wrong with it, also when it takes too long.
    """
    jobs = [Job(number, one, made) for number, one in enumerate((page, _marked(page, language)))]
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise RenderingError(_("Many previews are being drawn. Please try again in a moment."))
    files: list[bytes] = []
    try:
        with closing(draw_all(jobs, processes=min(1, settings.CERTIFICATE_PROCESSES), deadline=PATIENCE)) as drawing:
            for _number, drawn in drawing:
                if not drawn.is_made:
                    raise RenderingError(drawn.error or unexpected())
                files.append(drawn.pdf)
    finally:
        AT_ONCE.release()
    plain, marked = files
    return plain, marked


def _marked(page: Page, language: str) -> Page:
    with translation.override(language):
        mark = MARK.format(word=_("SAMPLE"))
    return replace(page, html=f"{page.html}<style>{mark}</style>")


def _remarks(trial: "Trial") -> Iterator[str]:
    """What is laid out for them here was drawn within the limits before; what is far too long is not laid out again."""
    from certificates.lint import remarks
    from certificates.lint.pages import length

    if len(trial.texts) > trial.pages:
        yield from length(len(trial.texts), len(trial.pdf), trial.pages)
    else:
        yield from remarks(trial)


def _pictures(pdf: bytes, *, most: int) -> tuple[bytes, ...]:
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(pdf)) as document:
        return tuple(_png(page.render(scale=SCALE).to_pil()) for page in islice(document, most))


def _png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.quantize(64).save(written, "PNG")
    return written.getvalue()
