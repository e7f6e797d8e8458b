"""Lists of reported credits as a workbook: the core's own has no numbers, a plugin may add that of its bodies."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from plugins.api import CreditReport, ReportedPerson
from plugins.sheets import add_row, add_sheet, new_book, set_widths, to_bytes

WIDTHS = (36, 14, 10, 16, 24)
WIDTH_OF_A_NUMBER = 22


def workbook(report: CreditReport, *, number: str = "") -> bytes:
    """An XLSX file with a line for each person; with ``number`` a column of that name with their numbers, as text."""
    book = new_book()
    sheet = add_sheet(book, _("Credits"), otherwise=report.event.code)
    for label, value in facts_of(report):
        add_row(sheet, label, value)
    add_row(sheet, _("Name"), *([number] if number else []), *_headings(), bold=True, gap=1)
    for person in report.people:
        add_row(sheet, person.name, *([person.number or "–"] if number else []), *_cells(person))
    set_widths(sheet, (WIDTHS[0], *([WIDTH_OF_A_NUMBER] if number else []), *WIDTHS[1:]))
    return to_bytes(book)


def facts_of(report: CreditReport) -> Iterator[tuple[str, str]]:
    """What stands over the list: label and value, what is not known left out."""
    zone = ZoneInfo(report.event.region.time_zone)
    first, last = report.event.start.astimezone(zone).date(), report.event.end.astimezone(zone).date()
    facts = (
        (_("Event"), f"{report.event.title} ({report.event.code})"),
        (_("Date"), _days(first, last)),
        (_("Organiser"), report.organisation),
        (_("Accrediting body"), report.body),
        (_("Reference"), report.reference),
        (_("Category"), report.category),
        (_("Granted"), amount_in_words(report.granted)),
        (_("Granted for the learning check"), amount_in_words(report.granted_learning_check)),
        (_("The grant holds from"), _day(report.valid_from)),
        (_("The grant holds until"), _day(report.valid_to)),
    )
    return ((label, value) for label, value in facts if value)


def amount_in_words(amount: Decimal | None) -> str:
    """As the language at hand writes it; nothing for nothing."""
    return number_format(amount.normalize(), use_l10n=True) if amount else ""


def _days(first: date, last: date) -> str:
    return " – ".join(_day(day) for day in dict.fromkeys((first, last)))


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _headings() -> tuple[str, ...]:
    return _("Day"), _("Basis"), _("Learning check"), _("Contribution as a speaker")


def _cells(person: ReportedPerson) -> tuple[Any, ...]:
    amounts = (person.basis, person.learning_check, person.speaker)
    return person.date, *(amount.normalize() or Decimal(0) for amount in amounts)
