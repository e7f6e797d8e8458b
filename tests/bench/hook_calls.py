"""What it costs to ask a hook of the few plugins active in a region, while many are installed."""

from collections.abc import Iterable

from tests.bench.site import Site
from tests.bench.table import Figure

TITLE = "One call of a hook, 50 plugins installed, 5 active"
SCRIPT = """
import json
from timeit import repeat
import django
django.setup()
from plugins.api import RegionRef, StaffRef
from plugins.manager import plugin_manager
from plugins.runtime import NOTHING, Hooks
region = RegionRef(slug="he", name="Hessen", country="DE", language="de", time_zone="Europe/Berlin")
staff = StaffRef(pk=1, permissions=frozenset())
hooks = Hooks(dict.fromkeys([f"bench{number:02}" for number in range(0, 50, 10)], NOTHING))
unfiltered = plugin_manager().hook.admin_menu_items
assert len(hooks.collect("admin_menu_items", region=region, staff=staff)) == 5
calls = {
    "all": lambda: unfiltered(region=region, staff=staff, settings={}),
    "active": lambda: hooks.each("admin_menu_items", region=region, staff=staff),
    "none": lambda: hooks.each("page_panels", region=region, page=None),
}
print(json.dumps({name: min(repeat(call, number=2000, repeat=7)) / 2000 * 1e6 for name, call in calls.items()}))
"""


def measure() -> Iterable[Figure]:
    with Site(50) as site:
        taken = site.run(SCRIPT)
    for name, key, limit in (
        ("pluggy, all 50, neither filtered nor isolated", "all", ""),
        ("ours, the 5 active, isolated and attributed", "active", "under 10 µs"),
        ("ours, a hook nobody implements", "none", ""),
    ):
        yield Figure(name=name, value=f"{taken[key]:.1f} µs", ratio=taken[key] / taken["all"], limit=limit)
