"""Spreadsheets that cannot run anything: a cell of a CSV file that a spreadsheet would read as a formula is marked as text.

Wagtail guards its XLSX files itself (cells are typed) and writes CSV as it is. Both come from one mixin, which is guarded here
for every listing and report at once. Rule and characters: OWASP, "CSV Injection". An XLSX file cannot hold control characters,
and one that somebody pasted into a form would keep the whole file from being written: they are left out.
"""

import re
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Signs that open a formula, and their full-width forms."""

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML 1.0 has no place for (section 2.2)."""


def as_text(value: Any) -> Any:
    """The value, with an apostrophe before what a spreadsheet would take for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS) else value


def writable(value: Any) -> Any:
    """The value without the characters that would keep the file from being written."""
    return CONTROL_CHARACTERS.sub("", value) if isinstance(value, str) else value


def guard_exports() -> None:
    """Make every export of the back office safe to write and to open. Called once at start."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_as_text(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        result = preprocess(view, field, value, export_format)
        return as_text(result) if export_format == view.FORMAT_CSV else writable(result)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_as_text
