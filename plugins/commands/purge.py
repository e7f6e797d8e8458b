"""``plugins purge``: giving a plugin up for good, before its package is uninstalled."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from plugins.activation import ActivationError
from plugins.commands.act import Act, add_json, add_yes, confirm, print_json, print_table
from plugins.purge import Plan, plan_purge, purge


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name")
    add_yes(parser)
    add_json(parser)


def run(command: BaseCommand, *, name: str, yes: bool, as_json: bool, **_options: Any) -> None:
    folder = Path(getattr(settings, "VAR_DIR", "var")) / "purged"
    try:
        plan = plan_purge(name)
        if not as_json:
            _explain(command, plan)
        confirm(command, _("Remove “{name}” for good?").format(name=name), yes=yes)
        file = purge(plan, folder=folder, now=timezone.localtime())
    except ActivationError as error:
        raise CommandError(str(error)) from None
    if as_json:
        print_json(command, _as_json(plan, file))
        return
    command.stdout.write(_("Saved first, to be kept safe or deleted: {file}").format(file=file))
    if plan.is_installed:
        command.stdout.write(_("“{name}” is removed. Uninstall its package now, and restart the site.").format(name=name))
    else:
        command.stdout.write(_("The activations of “{name}” are removed.").format(name=name))


def _explain(command: BaseCommand, plan: Plan) -> None:
    command.stdout.write(_("What goes:"))
    goes = [(_("activations, with their settings"), plan.activations), *plan.rows.items()]
    print_table(command, (_("what"), _("how many")), goes)
    if plan.stays:
        command.stdout.write(_("What stays, and can be read without the plugin:"))
        print_table(command, (_("stored"), _("keys")), [(use, ", ".join(use.keys)) for use in plan.stays])
    if plan.labels_that_stay:
        labels = ", ".join(plan.labels_that_stay)
        sentence = (
            _("The tables of {labels} stay, because that app has no migrations. Remove them in the database.")
            if plan.is_installed
            else _(
                "The tables of {labels} stay. To remove them too, install the package again and purge it before uninstalling."
            )
        )
        command.stdout.write(sentence.format(labels=labels))


def _as_json(plan: Plan, file: Path) -> dict[str, Any]:
    return {
        "plugin": plan.name,
        "installed": plan.is_installed,
        "activations": plan.activations,
        "rows": plan.rows,
        "tables_removed": list(plan.labels),
        "tables_that_stay": list(plan.labels_that_stay),
        "stays": [use.as_json() for use in plan.stays],
        "saved": str(file),
    }


PURGE = Act("purge", "Give a plugin up for good: save its own data to a file, then remove it.", add_arguments, run)
