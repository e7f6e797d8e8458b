"""The accounts as a workbook, one sheet each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plugins.sheets import add_row, add_sheet, new_book, set_widths, to_bytes
from training.domain.credits.account import Account
from training.domain.credits.bookings import Booking
from training.statement.words import component_label, kind_label, unit_label

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (14, 48, 36, 12, 12, 24, 10, 10, 10, 28, 36)


def workbook(accounts: Iterable[Account], *, name: str, today: date) -> bytes:
    """An XLSX file with every line of every account. A text is written as text, never as a formula."""
    book = new_book()
    for account in accounts:
        _fill(add_sheet(book, account.label, otherwise=_("Credits")), account, name=name, today=today)
    if not book.sheetnames:
        add_row(book.create_sheet(_("Credits")), _("There are no credits yet."))
    return to_bytes(book)


def _fill(sheet: Worksheet, account: Account, *, name: str, today: date) -> None:
    add_row(sheet, account.label, bold=True)
    add_row(sheet, _("Name"), name)
    add_row(sheet, _("As of"), today)
    if account.start and account.end:
        add_row(sheet, _("Window"), account.start, account.end)
    _answer(sheet, account)
    add_row(sheet, *_headings(), bold=True, gap=1)
    for booking in account.bookings:
        add_row(sheet, *_cells(booking, account))
    set_widths(sheet, WIDTHS)


def _answer(sheet: Worksheet, account: Account) -> None:
    answer = account.answer
    if answer.counted is not None:
        add_row(sheet, _("Counted"), answer.counted, unit_label(answer.unit, account.key, amount=answer.counted))
    if answer.required is not None:
        add_row(sheet, _("Required"), answer.required, unit_label(answer.unit, account.key, amount=answer.required))
    for limit in answer.limits:
        bound = (_("at most"), limit.cap) if limit.cap is not None else (_("at least"), limit.minimum)
        add_row(sheet, str(limit.label), limit.counted, *bound)
    for sentence in answer.missing:
        add_row(sheet, sentence)


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
        unit_label(booking.unit, booking.scheme, amount=booking.amount),
        kind_label(booking, account),
        _("yes") if booking.is_medical else _("no"),
        _("yes") if booking.has_proof else _("no"),
        _("yes") if booking.counts else _("no"),
        _("own entry") if booking.own else _("recorded here"),
        ", ".join(f"{component_label(component)}: {amount.normalize():f}" for component, amount in booking.components),
    )
