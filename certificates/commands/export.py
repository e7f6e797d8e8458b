"""``certificates export``: all certificates of a region, or some, in a folder that an archive takes (BagIt, RFC 8493)."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.errors import CertificateError
from certificates.export.selection import Selection
from certificates.export.writing import Report, export
from plugins.commands.act import region_named

EVERY = 100
"""So many certificates between two lines of progress."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("region", metavar="REGION")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="Empty, or of an earlier export of the same.")
    parser.add_argument("--year", type=int, metavar="Y", help="Only those issued in this year.")
    parser.add_argument(
        "--since", type=date.fromisoformat, metavar="DATE", help="Only those issued or revoked since this day, as 2026-01-31."
    )


def write_export(options: dict[str, Any], out: OutputWrapper) -> None:
    """Write it and say what it came to. Raises CommandError when it cannot be written, or when something is missing in it."""
    region = region_named(options["region"])

    def progress(done: int, number: int) -> None:
        if done % EVERY == 0:
            out.write(_("%(done)d of %(number)d") % {"done": done, "number": number})

    selection = Selection(region, year=options["year"], since=options["since"])
    try:
        report = export(selection, options["folder"], by=None, now=timezone.now(), progress=progress)
    except (CertificateError, OSError) as exc:
        raise CommandError(str(exc)) from None
    _say(report, out)


def _say(report: Report, out: OutputWrapper) -> None:
    for sentence in report.changed:
        out.write(sentence)
    counted = ngettext("%(n)d certificate, %(new)d of it new.", "%(n)d certificates, %(new)d of them new.", report.certificates)
    out.write(counted % {"n": report.certificates, "new": report.added})
    if report.problems:
        raise CommandError("\n".join([_("Something is missing or wrong:"), *report.problems]))
