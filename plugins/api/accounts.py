"""Credit accounts: what a person collected in a window of time, and what a body asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from plugins.api.info import Text
from plugins.api.units import CreditUnit

AccountStatus = Literal["met", "not_met", "undetermined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntry:
    """One thing a person collected credits with.

    ``kind`` is ``event``, ``self_study``, ``external`` or another word of the scheme's own; ``medical`` says whether the
    subject was medical, ``proof`` whether there is a certificate or the like.
    """

    date: date
    amount: Decimal
    kind: str = "event"
    medical: bool = True
    proof: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """A window from its first to its last day, and the entries that lie in it. The host leaves out all others."""

    start: date
    end: date
    entries: tuple[AccountEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLimit:
    """A part of the account with a ``cap`` that counts at most, or a ``minimum`` that has to be reached: one of the two.

    ``counted`` is what the part contributes. A cap is ``fulfilled`` when nothing had to be cut off, a minimum when it is
    reached.
    """

    name: str
    label: Text
    counted: Decimal
    fulfilled: bool
    cap: Decimal | None = None
    minimum: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.cap is None) == (self.minimum is None):
            raise ValueError("A limit has either a cap or a minimum.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAnswer:
    """Whether the body's demand is met, by what counted against what is required.

    ``not_met`` carries sentences that say what is missing, ``undetermined`` one that says why nobody can tell and whom to ask.
    """

    status: AccountStatus
    unit: CreditUnit
    counted: Decimal | None = None
    required: Decimal | None = None
    limits: tuple[AccountLimit, ...] = ()
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status != "undetermined" and (self.counted is None or self.required is None):
            raise ValueError("An answer that is met or not met says what counted and what is required.")
        if (self.status == "met") == bool(self.missing):
            raise ValueError("An answer says what is missing unless the demand is met.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditAccount:
    """What a body asks of a person in a window of ``years``, read in ``source``. ``compute`` reads nothing but the facts.

    Schemes that name the same account, such as an old and a new rule of one body, fill it together: ``label`` is what it is
    called then. ``kinds`` are the rule's own words for what a person enters, beside ``event``, ``self_study`` and ``external``.
    """

    years: int
    source: str
    compute: Callable[[AccountFacts], AccountAnswer]
    label: Text = ""
    kinds: Mapping[str, Text] = field(default_factory=dict)
