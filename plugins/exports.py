"""Spreadsheets that cannot run anything: a cell of a CSV file that a spreadsheet would read as a formula is marked as text.

Wagtail guards its XLSX files itself (cells are typed) and writes CSV as it is. Both come from one mixin, which is guarded here
for every listing and report at once. Rule and characters: OWASP, "CSV Injection".
"""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Signs that open a formula, and their full-width forms."""


def as_text(value: Any) -> Any:
    """The value, with an apostrophe before what a spreadsheet would take for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS) else value


def guard_csv_exports() -> None:
    """Make every CSV export of the back office safe to open. Called once at start."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_as_text(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        result = preprocess(view, field, value, export_format)
        return as_text(result) if export_format == view.FORMAT_CSV else result

    SpreadsheetExportMixin.preprocess_field_value = preprocess_as_text
