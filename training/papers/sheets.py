"""Writing workbooks, as plugins do it too."""

from plugins.sheets import add_row, add_sheet, new_book, set_widths, to_bytes

__all__ = ["add_row", "add_sheet", "new_book", "set_widths", "to_bytes"]
