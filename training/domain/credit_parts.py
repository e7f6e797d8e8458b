"""The three values an award consists of: bodies and their reports keep basis, learning check and speaker apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from training.models import CreditEntry

PARTS: Mapping[str, str] = {
    "basis": "basis",
    "bonus": "basis",
    "cap": "basis",
    "learning_check": "learning_check",
    "speaker": "speaker",
}
"""Which value each component of an answer belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditParts:
    """What somebody earned for taking part, for the passed learning check and for contributions; in the entry's unit."""

    basis: Decimal = Decimal(0)
    learning_check: Decimal = Decimal(0)
    speaker: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        return self.basis + self.learning_check + self.speaker


def parts_of(entry: CreditEntry) -> CreditParts:
    """The parts of an award, which add up to its amount; all zero where it is refused or undetermined. No query."""
    parts = dict.fromkeys(("basis", "learning_check", "speaker"), Decimal(0))
    for line in entry.lines if entry.amount is not None else ():
        parts[PARTS[line["component"]]] += Decimal(line["amount"])
    return CreditParts(**parts)
