"""``manage.py plugins``: what is installed, what is wrong with it, and switching it on and off in a region."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.activation import ActivationError, disable, enable
from plugins.inventory import inventory
from plugins.models import Region


class Command(BaseCommand):
    help = "Lists and checks the installed plugins, and switches them on and off in a region."
    requires_system_checks: list[str] = []  # The command that explains a broken plugin must run beside it.

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="List the installed plugins.")
        listing.add_argument("--region", help="Only those active in the region with this short name.")
        listing.add_argument("--json", action="store_true", help="Print one JSON list.")
        acts.add_parser("check", help="Say what is wrong with any plugin; exit code 1 when something is.")
        for act, help_text in (("enable", "Switch a plugin on in a region."), ("disable", "Switch a plugin off in a region.")):
            switch = acts.add_parser(act, help=help_text)
            switch.add_argument("name")
            switch.add_argument("--region", required=True, help="The short name of the region.")

    def handle(self, *, act: str, **options: Any) -> None:
        if act == "list":
            self._list(region=_region(options["region"]), as_json=options["json"])
        elif act == "check":
            self._check()
        else:
            self._switch(act, options["name"], region=_region(options["region"]))

    def _list(self, *, region: Region | None, as_json: bool) -> None:
        rows = inventory(region)
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            provides = "; ".join(f"{hook}: {', '.join(keys)}" for hook, keys in row["provides"].items())
            self.stdout.write(
                f"{row['name']:<16} {row['version']:<10} {row['state']:<14} {', '.join(row['regions']):<20} {provides}"
            )
            for failure in row["failures"]:
                self.stdout.write(f"  {failure['phase']}: {failure['error']}")

    def _check(self) -> None:
        rows = inventory()
        for row in rows:
            for failure in row["failures"]:
                self.stderr.write(f"{row['name']}: {failure['phase']}: {failure['error']}\n  {failure['remedy']}")
            if row["state"] == "not installed":
                regions = ", ".join(row["regions"])
                self.stdout.write(
                    _("{name} is active in {regions} but not installed.").format(name=row["name"], regions=regions)
                )
        if any(row["failures"] for row in rows):
            raise CommandError(_("Not every plugin works. The causes are above."))
        self.stdout.write(_("All installed plugins work."))

    def _switch(self, act: str, name: str, *, region: Region | None) -> None:
        assert region is not None  # noqa: S101  (the argument is required)
        try:
            (enable if act == "enable" else disable)(name, region=region)
        except ActivationError as error:
            raise CommandError(str(error)) from None
        done = _("{name} is on in {region}.") if act == "enable" else _("{name} is off in {region}.")
        self.stdout.write(done.format(name=name, region=region))


def _region(slug: str | None) -> Region | None:
    if slug is None:
        return None
    try:
        return Region.objects.get(slug=slug)
    except Region.DoesNotExist:
        known = ", ".join(Region.objects.order_by("slug").values_list("slug", flat=True)) or _("none")
        raise CommandError(_("There is no region {slug}. There are: {known}.").format(slug=slug, known=known)) from None
