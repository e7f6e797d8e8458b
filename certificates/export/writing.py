"""Writes the export file by file and says what is new, what changed and what is wrong. Doing it again adds what is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates.domain.files import read_file
from certificates.errors import CertificateError
from certificates.export import index, proofs
from certificates.export.bag import Bag
from certificates.export.selection import Selection
from certificates.models import Certificate
from plugins.models import Region

INDEX, TABLE, README = "index.json", "index.csv", "README.txt"
KEYS, SEALS = "keys/issuer-keys.json", "keys/seal-certificates.pem"

EXPORTED = "certificates.archive"
"""What the history of a region calls it."""

Progress = Callable[[int, int], None]
"""Is told how many of how many certificates are done."""


@dataclass(slots=True)
class Report:
    """What an export came to. ``changed`` and ``problems`` are sentences; what ``problems`` name is missing or not ours."""

    certificates: int = 0
    added: int = 0
    changed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def export(
    selection: Selection,
    folder: Path,
    *,
    by: AbstractBaseUser | None,
    now: datetime,
    progress: Progress = lambda done, of: None,
) -> Report:
    """Write the certificates of the selection and all that proves them into the folder, in the region's language.

    A folder of an earlier export of the same is brought up to date. Raises CertificateError when the folder holds something
    else, OSError when it cannot be written; what went wrong with single files stands in the report. Never inside a transaction.
    """
    bag, report, region = Bag(folder, selection.identifier), Report(), selection.region
    with translation.override(region.language), timezone.override(ZoneInfo(region.time_zone)):
        bag.open()
        _log(selection, by=by)
        before = index.rows_in(bag.read(INDEX))
        rows = list(_certificates(bag, selection, before, report, progress))
        _prove(bag, region, now, report)
        about = {"identifier": selection.identifier, "exported_at": now.isoformat(), "keys": proofs.key_history(region)}
        bag.put(INDEX, index.as_document(about, rows))
        bag.put(TABLE, index.as_table(rows))
        report.problems += [_("“%(path)s” is no part of this export.") % {"path": path} for path in bag.strangers()]
        told = {"selection": selection, "report": report, "now": now, "has_seal": SEALS in bag.sums}
        bag.tag(README, render_to_string("certificates/export/readme.txt", told))
        bag.close(_info(region, now))
    return report


def _log(selection: Selection, *, by: AbstractBaseUser | None) -> None:
    """Before anything is written: who, what, and how many."""
    data = {"selection": selection.identifier, "certificates": selection.certificates().count()}
    log(selection.region, EXPORTED, user=by, data=data)


def _certificates(
    bag: Bag, selection: Selection, before: dict[str, index.Row], report: Report, progress: Progress
) -> Iterator[index.Row]:
    certificates = selection.certificates()
    number = certificates.count()
    for done, certificate in enumerate(certificates.iterator(chunk_size=200), start=1):
        row = index.row_of(certificate)
        if not certificate.is_intact:
            report.problems.append(_problem(certificate, _("Its record is damaged")))
        _file(bag, certificate, row, report)
        earlier = before.get(certificate.serial)
        if earlier and earlier["status"] != row["status"]:
            said = {"serial": certificate.serial, "before": earlier["status"], "after": row["status"]}
            report.changed.append(_("%(serial)s was %(before)s and is %(after)s now.") % said)
        report.certificates, report.added = done, report.added + (earlier is None)
        progress(done, number)
        yield row


def _file(bag: Bag, certificate: Certificate, row: index.Row, report: Report) -> None:
    """The file of one certificate: kept if it stands there as it was issued, else written as it is stored."""
    path, wanted = row["file"], certificate.pdf_sha256
    found = bag.checksum_of(path) if path else ""
    if path and found == wanted:
        bag.keep(path, wanted)
        return
    try:
        bag.put(path, read_file(certificate))
        if found:
            sentence = _("%(serial)s: the copy in the folder was altered and is written anew.")
            report.changed.append(sentence % {"serial": certificate.serial})
    except CertificateError as exc:
        report.problems.append(_problem(certificate, exc))
        row["file"] = ""


def _problem(certificate: Certificate, reason: object) -> str:
    return _("Certificate {serial}: {reason}").format(serial=certificate.serial, reason=reason)


def _prove(bag: Bag, region: Region, now: datetime, report: Report) -> None:
    bag.put(KEYS, proofs.key_file(region))
    chain, no_chain = proofs.seal_certificates(region)
    if chain:
        bag.put(SEALS, chain.encode())
    lists, no_list = proofs.status_lists(region, now=now)
    for number, token in lists.items():
        bag.put(f"status/{number}.jwt", token.encode())
    report.problems += [problem for problem in (no_chain, no_list) if problem]


def _info(region: Region, now: datetime) -> dict[str, str]:
    """Reserved labels of RFC 8493, 2.2.2."""
    return {
        "Source-Organization": region.organisation,
        "Contact-Email": region.contact_email,
        "External-Description": f"Certificates issued by {region.organisation}, with what proves them; see {README}.",
        "Bagging-Date": timezone.localdate(now).isoformat(),
        "Bag-Software-Agent": "Samkurs",
    }
