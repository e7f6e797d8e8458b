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


def shown_parts(entry: CreditEntry) -> list[tuple[str, Decimal]]:
    """The parts by their names, as far as there is more to show than a bare basis; nothing where there is not. No query."""
    parts = parts_of(entry)
    if not (parts.learning_check or parts.speaker):
        return []
    others = (("learning_check", parts.learning_check), ("speaker", parts.speaker))
    return [("basis", parts.basis), *(other for other in others if other[1])]


def why_no_basis(entry: CreditEntry) -> str:
    """Why an award consists of contributions alone, in the words it was written with; empty where it has a basis."""
    if entry.amount is None or parts_of(entry).basis or not parts_of(entry).total:
        return ""
    return next((line["sentence"] for line in entry.lines if line["component"] == "basis"), "")
