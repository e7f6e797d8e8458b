"""``plugins lock``: writes down which plugins belong to this installation, so that every set-up installs the same again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plugins.commands.act import Act
from plugins.lock import LockError, write_lock


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--wheels", type=Path, help="The folder with the plugins' wheels; var/wheels unless given.")


def run(command: BaseCommand, *, wheels: Path | None, **_options: Any) -> None:
    lock = settings.VAR_DIR / "plugins.lock"
    try:
        locked = write_lock(lock, wheels=wheels or settings.VAR_DIR / "wheels", base=settings.BASE_DIR / "requirements.txt")
    except LockError as error:
        raise CommandError(str(error)) from None
    for package in locked:
        command.stdout.write(f"{package.name} {package.version}")
    command.stdout.write(f"Locked in {lock}: {len(locked)}. Set-up installs exactly that from now on.")


LOCK = Act("lock", "Lock the installed plugins and what they need, with hashes.", add_arguments, run)
