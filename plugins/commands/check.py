"""``plugins check``: what is wrong with any plugin, what will hurt later, and what to do about it."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plugins.commands.act import Act, add_json, print_json, region_named
from plugins.commands.table import terminal_width
from plugins.problems import Problem, problems

INDENT = "      "


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--region", help="Only what concerns the region with this short name.")
    parser.add_argument("--strict", action="store_true", help="Warnings fail as well.")
    add_json(parser)


def run(command: BaseCommand, *, region: str | None, strict: bool, as_json: bool, **_options: Any) -> None:
    found = problems(region_named(region) if region else None)
    errors = [problem for problem in found if problem.is_error]
    warnings = [problem for problem in found if not problem.is_error]
    if as_json:
        print_json(command, {"errors": _plain(errors), "warnings": _plain(warnings)})
    else:
        for line in (line for problem in found for line in _lines(problem, terminal_width())):
            command.stdout.write(line)
    if errors or (strict and warnings):
        raise CommandError(f"{_count(errors, warnings)}. What helps stands with each.")
    if not as_json:
        command.stdout.write("All installed plugins work." + (f" {_count([], warnings)}." if warnings else ""))


def _plain(found: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem.as_json() for problem in found]


def _lines(problem: Problem, width: int) -> Iterator[str]:
    """A heading with number, plugin and phase, then the cause and the remedy, and an empty line."""
    package = f" ({problem.package} {problem.version})" if problem.package else ""
    yield f"{problem.code}  {problem.plugin or 'the site'}{package}: {problem.about}"
    for text in filter(None, (problem.cause, problem.remedy)):
        yield from wrap(text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False)
    yield ""


def _count(errors: list[Problem], warnings: list[Problem]) -> str:
    counted = ((len(errors), "error"), (len(warnings), "warning"))
    return " and ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted if number)


CHECK = Act("check", "Say what is wrong with any plugin; the exit code is 1 when something is.", add_arguments, run)
