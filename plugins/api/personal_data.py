"""What a plugin keeps about a person: given to that person, and deleted when the person asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.api.info import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What a plugin keeps about one person: a heading and rows of plain values, for the person's own export."""

    section: Text
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What a plugin deleted of one person, and what it had to keep with the reason. Both count rows."""

    section: Text
    deleted: int = 0
    kept: int = 0
    reason: Text = ""

    def __post_init__(self) -> None:
        if self.kept and not str(self.reason):
            raise ValueError("Whoever keeps personal data says why.")
