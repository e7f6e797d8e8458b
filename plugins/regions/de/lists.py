"""Lists for those who report to German chambers by hand: with EFN as text to copy, or as bars to scan."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from plugins.api import CreditReport, CreditReportFormat, ReportedPerson
from plugins.credit_lists import amount_in_words, facts_of, workbook
from plugins.identifiers import plain, vnr_error
from plugins.printing import write_pdf
from plugins.regions.de.chambers import EFN
from plugins.regions.de.code39 import svg
from plugins.sheets import XLSX


def scan_list(report: CreditReport) -> bytes:
    """A PDF with the EFN of each person and the VNR in Code 39."""
    vnr = "" if vnr_error(report.reference) else svg(plain(report.reference))
    context = {"report": report, "facts": list(facts_of(report)), "vnr": vnr, "rows": [_row(one) for one in report.people]}
    return write_pdf("de/report_list.html", context)


def _row(person: ReportedPerson) -> dict[str, Any]:
    amounts = (person.basis, person.learning_check, person.speaker)
    return {
        "name": person.name,
        "number": person.number,
        "bars": svg(person.number) if person.number else "",
        "date": person.date,
        "amounts": [amount_in_words(amount) for amount in amounts],
    }


FORMATS = (
    CreditReportFormat(
        key="de_efn_scan_list",
        label=_("Printable list with EFN in Code 39 (PDF)"),
        media_type="application/pdf",
        extension="pdf",
        write=scan_list,
        number=EFN,
    ),
    CreditReportFormat(
        key="de_efn_table",
        label=_("Table with EFN (XLSX)"),
        media_type=XLSX,
        extension="xlsx",
        write=partial(workbook, number="EFN"),
        number=EFN,
    ),
)
