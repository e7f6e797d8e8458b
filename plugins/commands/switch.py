"""``plugins enable`` and ``plugins disable``: switching a plugin on and off in a region."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.activation import ActivationError, disable, enable
from plugins.commands.act import Act, region_named


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--region", required=True, help="The short name of the region.")


def run_enable(command: BaseCommand, *, name: str, region: str, **_options: Any) -> None:
    where = region_named(region)
    try:
        enable(name, region=where)
    except ActivationError as error:
        raise CommandError(str(error)) from None
    command.stdout.write(_("{name} is on in {region}.").format(name=name, region=where))


def run_disable(command: BaseCommand, *, name: str, region: str, **_options: Any) -> None:
    where = region_named(region)
    try:
        disable(name, region=where)
    except ActivationError as error:
        raise CommandError(str(error)) from None
    command.stdout.write(_("{name} is off in {region}.").format(name=name, region=where))


ENABLE = Act("enable", "Switch a plugin on in a region.", add_arguments, run_enable)
DISABLE = Act("disable", "Switch a plugin off in a region.", add_arguments, run_disable)
