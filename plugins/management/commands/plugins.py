"""``manage.py plugins``: what is installed, what is wrong with it, where it acts, and what it leaves behind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from plugins.commands.check import CHECK
from plugins.commands.list_installed import LIST
from plugins.commands.lock import LOCK
from plugins.commands.orphans import ORPHANS
from plugins.commands.purge import PURGE
from plugins.commands.switch import DISABLE, ENABLE

ACTS = (LIST, CHECK, ENABLE, DISABLE, ORPHANS, PURGE, LOCK)


class Command(BaseCommand):
    help = "Lists and checks the installed plugins, switches them on and off in a region, and removes what they leave behind."
    requires_system_checks: list[str] = []  # The command that explains a broken plugin must run beside it.

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for act in ACTS:
            act.add_arguments(acts.add_parser(act.name, help=act.help))

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        chosen = next(known for known in ACTS if known.name == act)
        chosen.run(self, **options)
