"""The files of a dossier, in order. Each part is made of the material alone, in the language at hand."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from certificates import domain
from certificates.checksum import sha256
from certificates.domain import CertificateError
from certificates.dossier.material import Material
from certificates.dossier.rows import as_document, entries, lines, workbook
from plugins.printing import write_pdf
from training.papers.pack import application_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the dossier: what it is, when that was made, and by whom."""

    name: str
    title: str
    content: bytes
    made_at: datetime
    made_by: str

    @property
    def sha256(self) -> str:
        return sha256(self.content)


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that belongs into the dossier and is not in it, and why."""

    sentence: str


Made = Item | Lost
Part = Callable[[Material], Iterator[Made]]


def notices(material: Material) -> Iterator[Made]:
    for number, notice in enumerate(material.notices, start=1):
        ending = str(notice.file).rpartition(".")[2]
        content = _read(notice.file)
        if content is None or sha256(content) != notice.sha256:
            yield Lost(_("The file of the notice “{label}” is lost or damaged.").format(label=notice))
            continue
        yield Item(
            name=f"01-notice-{number}.{ending}",
            title=_("Notice of the body: {label}").format(label=notice),
            content=content,
            made_at=notice.added_at,
            made_by=_who(notice.added_by),
        )


def programme(material: Material) -> Iterator[Made]:
    content = application_pack(material.accreditation, now=material.now)
    yield _now(material, "02-programme.pdf", _("Programme and application pack"), content)


def participants(material: Material) -> Iterator[Made]:
    title = _("Participants with the minutes of each session")
    yield _now(material, "03-participants.pdf", title, _pdf("participants", material, title, people=lines(material)))
    yield _now(material, "03-participants.xlsx", title, workbook(material))


def attendance(material: Material) -> Iterator[Made]:
    title = _("Attendance: who recorded it, and what was corrected")
    yield _now(material, "04-attendance.pdf", title, _pdf("attendance", material, title))


def credits_and_corrections(material: Material) -> Iterator[Made]:
    title = _("Credits with their reasons and corrections")
    yield _now(material, "05-credits.pdf", title, _pdf("credits", material, title, entries=entries(material)))
    facts = json.dumps([as_document(entry) for entry in material.credits], ensure_ascii=False, indent=1, sort_keys=True)
    yield _now(material, "05-credits.json", _("The same with all facts, to be computed again"), facts.encode())


def certificates(material: Material) -> Iterator[Made]:
    """As they were made; those revoked among them."""
    for certificate in material.certificates:
        try:
            content = domain.read_file(certificate)
        except CertificateError as exc:
            yield Lost(_("Certificate {serial}: {reason}").format(serial=certificate.serial, reason=exc))
            continue
        title = _("Certificate {serial}") if certificate.is_valid else _("Certificate {serial} (revoked)")
        yield Item(
            name=f"06-certificates/{certificate.serial}.pdf",
            title=title.format(serial=certificate.serial),
            content=content,
            made_at=certificate.issued_at,
            made_by=_who(certificate.issued_by),
        )


def receipts(material: Material) -> Iterator[Made]:
    title = _("Receipts of reports to the body")
    yield _now(material, "07-receipts.pdf", title, _pdf("receipts", material, title))


def log(material: Material) -> Iterator[Made]:
    title = _("Who did what on the event")
    yield _now(material, "08-log.pdf", title, _pdf("log", material, title))


PARTS: tuple[Part, ...] = (
    notices,
    programme,
    participants,
    attendance,
    credits_and_corrections,
    certificates,
    receipts,
    log,
)


def _now(material: Material, name: str, title: str, content: bytes) -> Item:
    return Item(name=name, title=title, content=content, made_at=material.now, made_by=material.by)


def _pdf(template: str, material: Material, title: str, **more: Any) -> bytes:
    return write_pdf(f"certificates/dossier/{template}.html", {"material": material, "title": title, **more})


def _read(file: Any) -> bytes | None:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read()
    except OSError:
        return None
    return content


def _who(user: Any) -> str:
    return str(user) if user else ""
