"""A measured figure, and a table of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``ratio`` compares with the first figure of the same table; ``limit`` says in words what is promised."""

    name: str
    value: str
    ratio: float | None = None
    limit: str = ""


def show(title: str, figures: Iterable[Figure]) -> None:
    """Print the figures in aligned columns."""
    rows = [(f.name, f.value, "" if f.ratio is None else f"{f.ratio:.2f}", f.limit) for f in figures]
    rows.insert(0, ("", "", "ratio", "promised"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    print(f"\n{title}")  # noqa: T201
    for name, value, ratio, limit in rows:
        line = f"  {name:<{widths[0]}}  {value:>{widths[1]}}  {ratio:>{widths[2]}}  {limit}"
        print(line.rstrip())  # noqa: T201
