"""``plugins enable`` and ``plugins disable``: switching a plugin on and off in a region."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.activation import ActivationError, Switched, dependents, disable, enable
from plugins.commands.act import Act, add_json, add_yes, confirm, print_json, region_named
from plugins.keys import BUILT_IN
from plugins.models import Region
from plugins.runtime import active_plugins
from plugins.usage import in_use


def add_enable(parser: ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--region", required=True, help="The short name of the region.")
    add_json(parser)


def add_disable(parser: ArgumentParser) -> None:
    add_enable(parser)
    add_yes(parser)


def run_enable(command: BaseCommand, *, name: str, region: str, as_json: bool, **_options: Any) -> None:
    where = region_named(region)
    try:
        switched = enable(name, region=where)
    except ActivationError as error:
        raise CommandError(str(error)) from None
    if as_json:
        print_json(command, _as_json(switched, where))
        return
    sentence = _("{name} is on in {region}.") if switched.has_changed else _("{name} was on in {region} already.")
    command.stdout.write(sentence.format(name=name, region=where))


def run_disable(command: BaseCommand, *, name: str, region: str, yes: bool, as_json: bool, **_options: Any) -> None:
    """What is in use is said first, and has to be agreed to; of what nobody uses nothing is asked."""
    where = region_named(region)
    would_do_something = name in active_plugins(where) - BUILT_IN and not dependents(name, region=where)
    used = in_use(name, where) if would_do_something else []
    if used:
        sentence = _("In use in {region}: {used}. It stays visible, but nobody can choose more of it.")
        command.stderr.write(sentence.format(region=where, used=", ".join(map(str, used))))
        confirm(command, _("Switch “{name}” off in {region}?").format(name=name, region=where), yes=yes)
    try:
        switched = disable(name, region=where)
    except ActivationError as error:
        raise CommandError(str(error)) from None
    if switched.failure:
        sentence = _("“{name}” failed when it was told so: {failure}. It is off all the same.")
        command.stderr.write(sentence.format(name=name, failure=switched.failure))
    if as_json:
        print_json(command, _as_json(switched, where) | {"in_use": [use.as_json() for use in used]})
        return
    sentence = _("{name} is off in {region}.") if switched.has_changed else _("{name} was off in {region} already.")
    command.stdout.write(sentence.format(name=name, region=where))


def _as_json(switched: Switched, region: Region) -> dict[str, Any]:
    return {
        "plugin": switched.activation.plugin,
        "region": region.slug,
        "enabled": switched.activation.enabled,
        "changed": switched.has_changed,
        "failure": switched.failure,
    }


ENABLE = Act("enable", "Switch a plugin on in a region.", add_enable, run_enable)
DISABLE = Act("disable", "Switch a plugin off in a region.", add_disable, run_disable)
