"""What an act of ``manage.py plugins`` is, and how acts print."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from plugins.commands.table import table, terminal_width
from plugins.models import Region


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its name and help, its arguments, and what it does.

    ``run`` is called with the running command and all its options by keyword, Django's own (``verbosity``, ...) among them.
    """

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[..., None]


def add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", dest="as_json", help="Print JSON instead of a table.")


def add_yes(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="Do it without asking, as a script has to.")


def confirm(command: BaseCommand, question: str, *, yes: bool) -> None:
    """Return when whoever sits there says yes, or said so with the call. Raises CommandError when nothing shall be done."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise CommandError(_("Nothing is done. Nobody can be asked here: add --yes if you mean it."))
    command.stdout.write(f"{question} [{_('yes')}/{_('no')}] ", ending="")
    if sys.stdin.readline().strip().casefold() not in {"yes", "y", _("yes").casefold()}:
        raise CommandError(_("Nothing is done."))


def print_json(command: BaseCommand, value: Any) -> None:
    command.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(command: BaseCommand, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Aligned columns; cells wrap where the terminal is too narrow, and nothing is cut off."""
    for line in table(headings, rows, width=terminal_width()):
        command.stdout.write(line)


def region_named(slug: str) -> Region:
    """The region of this short name. Raises CommandError with the names there are."""
    try:
        return Region.objects.get(slug=slug)
    except DatabaseError:
        raise CommandError(_("The regions cannot be read. Start the database, or migrate it, and try again.")) from None
    except Region.DoesNotExist:
        known = ", ".join(Region.objects.order_by("slug").values_list("slug", flat=True)) or _("none")
        raise CommandError(_("There is no region {slug}. There are: {known}.").format(slug=slug, known=known)) from None
