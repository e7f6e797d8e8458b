"""What came of looking at a file that claims to be a certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Outcome(Enum):
    PROVEN = "proven"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what came of it in words."""

    about: str
    outcome: Outcome
    sentence: str


@dataclass(frozen=True, slots=True)
class Look:
    """What is in a file: its credential as a token, empty when there is none, and what came of looking at both proofs."""

    token: str
    signature: Finding
    credential: Finding

    def as_json(self) -> dict[str, Any]:
        found = {name: getattr(self, name) for name in ("signature", "credential")}
        return {"token": self.token} | {
            name: [finding.about, finding.outcome.value, finding.sentence] for name, finding in found.items()
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Look":
        """The reverse of ``as_json``."""
        found = {name: stored[name] for name in ("signature", "credential")}
        return cls(
            token=stored["token"],
            **{name: Finding(about, Outcome(outcome), text) for name, (about, outcome, text) in found.items()},
        )
