"""What the credits of 100,000 attendances cost under every scheme, and whether the cost of one stays the same."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from time import process_time

from tests.bench.table import Figure

TITLE = "Credits of 100,000 attendances, processor time; the ratio says how one of them grows from 1,000 to 100,000"
MANY, FEW = 100_000, 1_000


def measure() -> Iterable[Figure]:
    from plugins.registry import credit_schemes

    for key, provided in sorted(credit_schemes().items()):
        many, few = _seconds(provided.value, MANY), _seconds(provided.value, FEW)
        value = f"{many:5.1f} s, {many / MANY * 1e6:3.0f} µs each"
        yield Figure(name=key, value=value, ratio=many / MANY / (few / FEW))


def _seconds(scheme, count: int) -> float:
    from plugins.credit_rules import ask

    facts = _facts(scheme)
    begin = process_time()
    for one in islice(cycle(facts), count):
        ask(scheme, one)
    return process_time() - begin


def _facts(scheme) -> list:
    """A day of four sessions, attended in 200 different ways, on a day when the scheme is in force."""
    from plugins.api import CreditFacts, SessionFacts

    last = scheme.effective_to or datetime(2026, 5, 8, tzinfo=UTC).date()
    day = datetime(last.year, last.month, last.day, 9, tzinfo=UTC)
    category = next(iter(scheme.categories), None)
    return [
        CreditFacts(
            date=day.date(),
            profession="physician",
            role="participant",
            category=category,
            group_size=20,
            feedback=True,
            sessions=tuple(
                SessionFacts(start=day + timedelta(minutes=100 * number), minutes=90, attended=(way * 7 + number * 30) % 91)
                for number in range(4)
            ),
        )
        for way in range(200)
    ]
