"""``plugins orphans``: what is stored of plugins that are gone."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plugins.commands.act import Act, add_json, print_json, print_table
from plugins.orphans import orphans


def run(command: BaseCommand, *, as_json: bool, **_options: Any) -> None:
    found = orphans()
    if as_json:
        print_json(command, [orphan.as_json() for orphan in found])
        return
    if not found:
        command.stdout.write(_("Everything that is stored belongs to a plugin that is there."))
        return
    cells = [
        (orphan.plugin, orphan.state, str(use), ", ".join(use.keys), ", ".join(use.regions))
        for orphan in found
        for use in orphan.uses
    ]
    print_table(command, (_("plugin"), _("state"), _("stored"), _("keys"), _("regions")), cells)
    for orphan in found:
        command.stdout.write(f"{orphan.plugin}: {orphan.remedy}")


ORPHANS = Act("orphans", "List what is stored of plugins that are gone, and what to do about it.", add_json, run)
