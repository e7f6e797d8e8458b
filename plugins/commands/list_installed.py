"""``plugins list``: what is installed, in which state, and where it is active."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plugins.commands.act import Act, add_json, print_json, print_table, region_named
from plugins.inventory import inventory


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--region", help="Only those active in the region with this short name.")
    add_json(parser)


def run(command: BaseCommand, *, region: str | None, as_json: bool, **_options: Any) -> None:
    rows = inventory(region_named(region) if region else None)
    if as_json:
        print_json(command, rows)
        return
    cells = [
        (
            row["name"],
            row["version"],
            row["state"],
            ", ".join(row["regions"]),
            "; ".join(f"{hook}: {', '.join(keys)}" for hook, keys in row["provides"].items()),
        )
        for row in rows
    ]
    print_table(command, (_("name"), _("version"), _("state"), _("regions"), _("provides")), cells)
    for row in rows:
        for failure in row["failures"]:
            command.stdout.write(f"{row['name']}: {failure['phase']}: {failure['error']}")


LIST = Act("list", "List the installed plugins.", add_arguments, run)
