"""``manage.py startplugin NAME``: the package of a new plugin, which installs with pip and passes its own tests."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plugins.scaffolding import PARTS, USUAL, NewPlugin, RefusedStart, start

NEXT = """{folder} is ready. Next, in the environment of your site:

    pip install -e {folder}
    python -m pytest {folder}
    python manage.py plugins check
    python manage.py plugins enable {name} --region REGION

Then change {folder}/{name} to what your region needs; README.md there says where."""


class Command(BaseCommand):
    help = "Makes the package of a new plugin: " + "; ".join(f"{name}: {part.says}" for name, part in PARTS.items()) + "."
    requires_system_checks: list[str] = []  # A new plugin can be begun beside a broken one.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="The plugin's name and the prefix of its keys: small letters, digits, underscores.")
        parser.add_argument("--with", dest="parts", metavar="PARTS", default=",".join(USUAL), help=_choice())
        parser.add_argument("--target", type=Path, default=Path(), metavar="DIR", help="Where the new folder goes; here.")
        parser.add_argument("--label", help="What people call the plugin; its name with a capital letter.")
        parser.add_argument("--author", default="The authors", help="Whom offices can ask.")

    def handle(self, *, name: str, parts: str, target: Path, label: str | None, author: str, **options: Any) -> None:
        label = label or name.replace("_", " ").capitalize()
        chosen = tuple(PARTS) if parts == "all" else tuple(part.strip() for part in parts.split(",") if part.strip())
        try:
            folder = start(NewPlugin(name=name, label=label, author=author, parts=chosen), target)
        except RefusedStart as exc:
            raise CommandError(str(exc)) from None
        self.stdout.write(NEXT.format(folder=folder, name=name))


def _choice() -> str:
    return f"Its parts, with commas between them, or all: {', '.join(PARTS)}. Usually {', '.join(USUAL)}."
