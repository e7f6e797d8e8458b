"""How long a process takes until it can answer its first request, with more and more plugins installed."""

from collections.abc import Iterable
from contextlib import ExitStack

from tests.bench.site import Site
from tests.bench.table import Figure

TITLE = "Start of a process until it can answer, processor time, best of seven"
ROUNDS = 7
COUNTS = (0, 10, 50)
SCRIPT = """
from time import process_time
import cms.wsgi
from django.urls import get_resolver
from plugins.checks import provoked_failures
from plugins.registry import professions
get_resolver().url_patterns
assert provoked_failures() == (), provoked_failures()
assert sum(key.startswith("bench") for key in professions()) == {count}
print(process_time())
"""


def measure() -> Iterable[Figure]:
    """The rounds take turns, so that a busy moment of the machine meets all of them."""
    with ExitStack() as stack:
        sites = {count: stack.enter_context(Site(count)) for count in COUNTS}
        taken = [{count: site.run(SCRIPT.format(count=count)) for count, site in sites.items()} for _ in range(ROUNDS + 1)][1:]
    best = {count: min(round_[count] for round_ in taken) for count in COUNTS}
    for count in COUNTS:
        limit = "less than 1.20" if count == max(COUNTS) else ""
        yield Figure(name=f"{count} plugins", value=f"{best[count]:.2f} s", ratio=best[count] / best[0], limit=limit)
