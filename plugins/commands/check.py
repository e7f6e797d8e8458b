"""``plugins check``: what is wrong with any plugin, and what to do."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.commands.act import Act
from plugins.inventory import inventory


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def run(command: BaseCommand, **_options: Any) -> None:
    rows = inventory()
    for row in rows:
        for failure in row["failures"]:
            command.stderr.write(f"{row['name']}: {failure['phase']}: {failure['error']}\n  {failure['remedy']}")
        if row["state"] == "not installed":
            regions = ", ".join(row["regions"])
            sentence = _("{name} is active in {regions} but not installed.")
            command.stdout.write(sentence.format(name=row["name"], regions=regions))
    if any(row["failures"] for row in rows):
        raise CommandError(_("Not every plugin works. The causes are above."))
    command.stdout.write(_("All installed plugins work."))


CHECK = Act("check", "Say what is wrong with any plugin; exit code 1 when something is.", add_arguments, run)
