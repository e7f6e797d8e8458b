"""How an event is planned, as the rule of an accrediting body may know it."""

from dataclasses import dataclass
from typing import Literal

AccreditationState = Literal["planned", "applied", "granted", "refused", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatShare:
    """Seats for some professions. As a cap no more of them come in; else they may take seats for everybody when it is full."""

    professions: tuple[str, ...]
    seats: int
    is_cap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBody:
    """Another body that the same event is put to. ``scheme`` is the key of its rule, empty where none is chosen."""

    body: str
    scheme: str
    status: AccreditationState


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationPlan:
    """What an organiser plans, as it stands now: nothing of any person.

    ``category`` is the scheme's own word, empty where none is chosen. ``seats`` are all of the event, ``shares`` those of them
    for some professions. ``professions`` and ``sectors`` are whom the event addresses; empty means everybody. ``others`` are
    the other bodies' accreditations.
    """

    category: str
    status: AccreditationState
    seats: int
    shares: tuple[SeatShare, ...]
    professions: tuple[str, ...]
    sectors: tuple[str, ...]
    others: tuple[AskedBody, ...]
