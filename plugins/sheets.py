"""Writing workbooks: whatever is not a number or a day is a text, and never a formula.

openpyxl is imported where it is used: it takes half a second, and most processes write no workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a workbook is called on the way (ECMA-376)."""

MOST_LETTERS_OF_A_SHEET = 31
"""Of its name, as spreadsheets take it; characters of FORBIDDEN they do not take at all."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def new_book() -> Workbook:
    """A workbook without a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def add_sheet(book: Workbook, label: str, *, otherwise: str) -> Worksheet:
    """A sheet named by the label, as far as spreadsheets take it; ``otherwise`` where nothing of it is left."""
    name = FORBIDDEN.sub(" ", label)[: MOST_LETTERS_OF_A_SHEET - 4].strip() or otherwise
    same = sum(one.startswith(name) for one in book.sheetnames)
    return book.create_sheet(f"{name} {same + 1}" if same else name)


def add_row(sheet: Worksheet, *values: Any, bold: bool = False, gap: int = 0) -> None:
    """Below all others, with so many empty rows between."""
    row = 1 if sheet["A1"].value is None else sheet.max_row + 1 + gap
    for column, value in enumerate(values, start=1):
        if value != "":
            _write(sheet.cell(row=row, column=column), value, bold=bold)


def set_widths(sheet: Worksheet, widths: Iterable[int]) -> None:
    """In characters, from the first column on."""
    from openpyxl.utils import get_column_letter

    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def to_bytes(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write(cell: Cell, value: Any, *, bold: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    if isinstance(value, int | Decimal | date):
        cell.value = value
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))
        cell.data_type = "s"
        cell.quotePrefix = True
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
