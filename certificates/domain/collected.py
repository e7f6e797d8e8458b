"""All valid certificates of an event at once, from the stored files: one archive to keep, one file to print."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

import pikepdf

from certificates.domain.files import read_file
from certificates.models import Certificate
from training.models import Event


def write_archive(event: Event, purpose: str) -> IO[bytes]:
    """A ZIP of the files as they were made, by number, on disk and not in memory; the caller closes it.

    Raises CertificateError when a stored file is damaged.
    """
    into = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for certificate in _stored(event, purpose, "serial"):
            archive.writestr(f"{certificate.serial}.pdf", read_file(certificate))
    into.seek(0)
    return into


def write_print_file(event: Event, purpose: str) -> IO[bytes]:
    """One PDF of all pages, by name, to be printed; the caller closes it.

    It is a copy for paper: attachments, signatures and what makes a file fit for archives are not taken over. Raises
    CertificateError when a stored file is damaged.
    """
    into = TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    with pikepdf.new() as together:
        for certificate in _stored(event, purpose, "registration__person__name", "serial"):
            with pikepdf.open(BytesIO(read_file(certificate))) as one:
                together.pages.extend(one.pages)
        together.save(into)
    into.seek(0)
    return into


def _stored(event: Event, purpose: str, *order: str) -> Iterator[Certificate]:
    valid = Certificate.objects.filter(registration__event=event, purpose=purpose, revoked_at=None)
    return valid.exclude(pdf="").order_by(*order).iterator(chunk_size=100)
