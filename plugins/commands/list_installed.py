"""``plugins list``: what is installed, in which state, what it does, where it is active, and what it costs at start."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand

from plugins.commands.act import Act, add_json, print_json, print_table, region_named
from plugins.inventory import inventory

HEADINGS = ("name", "package", "version", "API", "state", "regions", "hooks and what they provide", "ms")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--region", help="Only those active in the region with this short name.")
    add_json(parser)


def run(command: BaseCommand, *, region: str | None, as_json: bool, **_options: Any) -> None:
    rows = inventory(region_named(region) if region else None)
    if as_json:
        print_json(command, rows)
        return
    print_table(command, HEADINGS, map(_cells, rows))
    if any(row["failures"] for row in rows):
        command.stdout.write("\nNot everything works. What helps: manage.py plugins check")


def _cells(row: Mapping[str, Any]) -> tuple[object, ...]:
    failed = (f"{failure['code']} {failure['phase']}: {failure['error']}" for failure in row["failures"])
    state = "\n".join([row["state"], *failed])
    took = row["milliseconds"] if row["distribution"] else ""
    return (row["name"], row["distribution"], row["version"], row["api"], state, ", ".join(row["regions"]), _hooks(row), took)


def _hooks(row: Mapping[str, Any]) -> str:
    """Every hook on a line of its own, with the keys it provides."""
    provides = row["provides"]
    return "\n".join(f"{hook}: {', '.join(provides[hook])}" if hook in provides else hook for hook in row["hooks"])


LIST = Act("list", "List the installed plugins.", add_arguments, run)
