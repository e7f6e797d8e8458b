"""How long each plugin took until it was ready: reading its entry point, its app, its hooks and what it provides."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

_seconds: dict[str, float] = defaultdict(float)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Count the time spent within as the plugin's."""
    start = perf_counter()
    try:
        yield
    finally:
        _seconds[name] += perf_counter() - start


def milliseconds(name: str) -> float:
    """What the plugin of that name cost so far in this process."""
    return round(_seconds.get(name, 0.0) * 1000, 1)


def forget() -> None:
    """Forget every time, because the plugins are read anew."""
    _seconds.clear()
