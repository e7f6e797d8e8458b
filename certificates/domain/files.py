"""Makes, stores and reads the files of certificates that are issued. What a file says was fixed before."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from certificates.checksum import sha256
from certificates.designs.freezing import design_of
from certificates.domain.sealing import sealed_for
from certificates.errors import CertificateError, unexpected
from certificates.models import Certificate, CertificateEvent, IssueItem
from certificates.press.stock import Drawn
from certificates.rendering import RenderingError, renderer_versions
from certificates.rendering.crew import Job, draw_all
from certificates.rendering.sending import page_of

logger = logging.getLogger(__name__)
T = TypeVar("T")


def make_files(
    certificates: Iterable[Certificate], *, clock: Callable[[], datetime], processes: int | None = None
) -> Iterator[tuple[Certificate, str]]:
    """Make the file of each of these, taken one by one as processes are free, and give each with what went wrong, or nothing.

    They are filled in, signed and stored here, and drawn in processes that know nothing of the site, at most
    ``settings.CERTIFICATE_PROCESSES``. One that fails keeps no other from its file. Never call it inside a transaction.
    """
    drawing: dict[int, Certificate] = {}
    refused: list[tuple[Certificate, str]] = []

    def jobs() -> Iterator[Job]:
        for certificate in certificates:
            job = _attempt(partial(job_of, certificate), certificate)
            if isinstance(job, str):
                refused.append((certificate, job))
            else:
                drawing[certificate.pk] = certificate
                yield job

    for key, drawn in draw_all(jobs(), processes=settings.CERTIFICATE_PROCESSES if processes is None else processes):
        certificate = drawing.pop(key)
        yield certificate, _stored(certificate, drawn, now=clock())
        while refused:  # not at the end only: a claim lasts two minutes
            yield refused.pop()
    yield from refused


def job_of(certificate: Certificate) -> Job:
    """What is to be drawn: the snapshot filled in, with the credential. Raises RenderingError when its design is not there.

    Raises it, too, when the record was altered since it was issued: a file would make that look genuine.
    """
    if not certificate.is_intact:
        raise RenderingError(_("The record of this certificate is damaged: its facts are not those that were issued."))
    design = design_of(certificate.snapshot)
    return Job(certificate.pk, page_of(certificate.snapshot, design, credential=certificate.credential), design)


def store_file(certificate: Certificate, pdf: bytes, *, now: datetime) -> Certificate:
    """Store a file that was made, once: of two made at the same time the first stays."""
    storage = certificate.pdf.storage
    name = storage.save(f"{certificate.region.slug}/{certificate.issued_at:%Y}/{certificate.serial}.pdf", ContentFile(pdf))
    with transaction.atomic():
        changed = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
            pdf=name, pdf_sha256=sha256(pdf), renderer=renderer_versions()
        )
        if changed:
            certificate.events.create(kind=CertificateEvent.Kind.RENDERED, at=now)
    if not changed:
        storage.delete(name)
    certificate.refresh_from_db()
    return certificate


def render_pending(*, now: datetime) -> int:
    """Make the files that are missing, oldest first, and return how many; what fails is logged and tried next time."""
    return render_each(without_file().order_by("pk"), now=now)


def without_file() -> QuerySet[Certificate]:
    """The certificates whose file is missing, without those that a run is about to make or that failed in one."""
    in_a_run = IssueItem.objects.filter(certificate=OuterRef("pk"), done_at=None)
    return Certificate.objects.filter(~Exists(in_a_run), pdf="")


def render_each(certificates: QuerySet[Certificate], *, now: datetime) -> int:
    """Make the file of each of these, and return how many; one that fails is logged and keeps no other from its file."""
    number = 0
    for certificate, error in make_files(list(certificates.select_related("region")), clock=lambda: now):
        if error:
            logger.error("The file of certificate %s could not be made: %s", certificate.serial, error)
        number += not error
    return number


def read_file(certificate: Certificate) -> bytes:
    """The stored file, exactly as it was made. Raises CertificateError when there is none yet, it is lost or was altered."""
    if not certificate.pdf:
        raise CertificateError(_("The file is being made. Please try again in a minute."))
    try:
        with certificate.pdf.open("rb") as file:
            content: bytes = file.read()
    except OSError as exc:
        logger.exception("The stored file of certificate %s cannot be read", certificate.serial)
        sentence = _("The stored file is lost or cannot be read. Please tell the office that issued the certificate.")
        raise CertificateError(sentence) from exc
    if sha256(content) != certificate.pdf_sha256:
        logger.error("The stored file of certificate %s is not the one that was made", certificate.serial)
        raise CertificateError(_("The stored file is damaged. Please tell the office that issued the certificate."))
    return content


def _stored(certificate: Certificate, drawn: Drawn, *, now: datetime) -> str:
    """Sign and store what was drawn and return nothing, or what went wrong."""
    if not drawn.is_made:
        return drawn.error or unexpected()

    def store() -> None:
        store_file(certificate, sealed_for(certificate.region, drawn.pdf, now=now), now=now)

    return _attempt(store, certificate) or ""


def _attempt(act: Callable[[], T], certificate: Certificate) -> T | str:
    """What the act gives, or in words why it failed: whatever it was, it was this certificate's."""
    try:
        return act()
    except RenderingError as exc:
        return str(exc)
    except Exception:
        logger.exception("The file of certificate %s could not be made", certificate.serial)
        return unexpected()
