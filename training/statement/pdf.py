"""The accounts as a PDF."""

from collections.abc import Iterable
from datetime import date

from plugins.printing import write_pdf
from training.domain.credits.account import Account


def document(accounts: Iterable[Account], *, name: str, today: date) -> bytes:
    """A PDF of every account with all of its lines, in the language at hand."""
    return write_pdf("training/credits/statement.html", {"accounts": list(accounts), "name": name, "today": today})
