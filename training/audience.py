"""Whom a training is for: the professions plugins provide and the sectors they work in, as choices and as labels."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from plugins.api import Profession
from plugins.models import Region
from plugins.registry import professions
from plugins.runtime import offered_in
from training.enums import Sector

Choices = list[tuple[Any, Any]]


def sector_label(key: str) -> str:
    return str(Sector(key).label) if key in Sector.values else key


def sector_choices() -> Choices:
    return list(Sector.choices)


def profession_choices(region: Region | None = None, *, keep: Iterable[str] = ()) -> Choices:
    """Professions by sector, both in the order of their labels in the language at hand: those of the region, or all.

    What is to be kept stays on offer, also when its plugin is not active in the region any more, or gone. One query.
    """
    known = professions()
    offered = (known if region is None else offered_in(region, known)) | {key: known[key] for key in keep if key in known}
    by_sector = groupby(sorted((item.value for item in offered.values()), key=_by_sector_and_label), key=attrgetter("sector"))
    groups = [(sector_label(sector), [(one.key, one.label) for one in those]) for sector, those in by_sector]
    return [*groups, *((key, key) for key in keep if key not in known)]


def profession_label(key: str) -> str:
    """What to call a profession; one whose plugin is gone keeps its key as its name."""
    known = professions()
    return str(known[key].value.label) if key in known else key


def profession_labels(keys: Iterable[str]) -> list[str]:
    return [profession_label(key) for key in keys]


def sector_labels(keys: Iterable[str]) -> list[str]:
    return [sector_label(key) for key in keys]


def _by_sector_and_label(profession: Profession) -> tuple[str, str]:
    return sector_label(profession.sector), str(profession.label).casefold()
