"""Whom a training is for: the professions plugins provide and the sectors they work in, as choices and as labels."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from plugins.api import Profession
from plugins.registry import professions
from training.enums import Sector

Choices = list[tuple[Any, Any]]


def sector_label(key: str) -> str:
    return str(Sector(key).label) if key in Sector.values else key


def sector_choices() -> Choices:
    return list(Sector.choices)


def profession_choices() -> Choices:
    """All professions by sector, both in the order of their labels in the language at hand."""
    known = sorted((provided.value for provided in professions().values()), key=_by_sector_and_label)
    groups = groupby(known, key=lambda profession: profession.sector)
    return [(sector_label(key), [(profession.key, profession.label) for profession in group]) for key, group in groups]


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
