"""The accounts as a workbook, one sheet each."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from training.domain.credit_account import Account
from training.domain.credit_bookings import Booking
from training.statement.words import component_label, kind_label, unit_label

BOLD = Font(bold=True)
WIDTHS = (14, 48, 36, 12, 12, 24, 10, 10, 10, 28, 36)
MOST_LETTERS_OF_A_SHEET = 31
"""Of its name, as spreadsheets take it; characters of FORBIDDEN they do not take at all."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook(accounts: Iterable[Account], *, name: str, today: date) -> bytes:
    """An XLSX file with every line of every account. A text is written as text, never as a formula."""
    book = Workbook()
    book.remove(book.active)
    for account in accounts:
        _fill(book.create_sheet(_sheet_name(account.label, book.sheetnames)), account, name=name, today=today)
    if not book.sheetnames:
        _line(book.create_sheet(_("Credits")), _("There are no credits yet."))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, account: Account, *, name: str, today: date) -> None:
    _line(sheet, account.label, bold=True)
    _line(sheet, _("Name"), name)
    _line(sheet, _("As of"), today)
    if account.start and account.end:
        _line(sheet, _("Window"), account.start, account.end)
    _answer(sheet, account)
    _line(sheet, *_headings(), bold=True, gap=1)
    for booking in account.bookings:
        _line(sheet, *_cells(booking, account))
    for position, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def _answer(sheet: Worksheet, account: Account) -> None:
    answer = account.answer
    if answer.counted is not None:
        _line(sheet, _("Counted"), answer.counted, unit_label(answer.unit, account.key))
    if answer.required is not None:
        _line(sheet, _("Required"), answer.required, unit_label(answer.unit, account.key))
    for limit in answer.limits:
        bound = (_("at most"), limit.cap) if limit.cap is not None else (_("at least"), limit.minimum)
        _line(sheet, str(limit.label), limit.counted, *bound)
    for sentence in answer.missing:
        _line(sheet, sentence)


def _headings() -> tuple[str, ...]:
    return (
        _("Date"),
        _("Title"),
        _("Awarded by"),
        _("Credits"),
        _("Unit"),
        _("Kind"),
        _("Medical"),
        _("Proof"),
        _("Counts"),
        pgettext("credits", "Origin"),
        _("Parts"),
    )


def _cells(booking: Booking, account: Account) -> tuple[Any, ...]:
    return (
        booking.date,
        booking.title,
        booking.body,
        booking.amount,
        unit_label(booking.unit, booking.scheme),
        kind_label(booking, account),
        _("yes") if booking.is_medical else _("no"),
        _("yes") if booking.has_proof else _("no"),
        _("yes") if booking.counts else _("no"),
        _("own entry") if booking.own else _("recorded here"),
        ", ".join(f"{component_label(component)}: {amount.normalize():f}" for component, amount in booking.components),
    )


def _line(sheet: Worksheet, *values: Any, bold: bool = False, gap: int = 0) -> None:
    """Below all others, with so many empty rows between."""
    row = 1 if sheet["A1"].value is None else sheet.max_row + 1 + gap
    for column, value in enumerate(values, start=1):
        if value != "":
            _write(sheet.cell(row=row, column=column), value, bold=bold)


def _write(cell: Cell, value: Any, *, bold: bool) -> None:
    """Whatever is not a number or a day is a text, also when it begins like a formula."""
    if isinstance(value, Decimal | date):
        cell.value = value
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))
        cell.data_type = "s"
        cell.quotePrefix = True
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = BOLD


def _sheet_name(label: str, taken: list[str]) -> str:
    name = FORBIDDEN.sub(" ", label)[: MOST_LETTERS_OF_A_SHEET - 4].strip() or _("Credits")
    same = sum(one.startswith(name) for one in taken)
    return f"{name} {same + 1}" if same else name
