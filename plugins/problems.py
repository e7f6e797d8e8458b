"""All that ``manage.py plugins check`` has to say: failures, what the plugins' own checks found, and concerns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage

from plugins.checks import provoked_failures
from plugins.concerns import Concern, concerns
from plugins.failures import Failure
from plugins.findings import findings
from plugins.loader import plugin_named
from plugins.models import Region
from plugins.registry import system_checks
from plugins.runtime import active_plugins


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: its number, whether it is an error, whose it is, what it is about, the cause and the remedy."""

    code: str
    is_error: bool
    plugin: str
    package: str
    version: str
    about: str
    cause: str
    remedy: str

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("code", "plugin", "package", "version", "about", "cause", "remedy")}


INSPECTORS: list[Callable[[], Iterable[Problem]]] = []
"""What other apps look at in what plugins provide, too slow for every start of the site; they add it when they are ready."""


def problems(region: Region | None = None) -> list[Problem]:
    """Errors first, by plugin and number; with ``region`` only those of plugins that are active or left something there."""
    own = [_found(message) for message in findings()]  # first: a check that breaks is a failure, too
    own += [problem for inspect in INSPECTORS for problem in inspect()]
    failed = [_failed(failure) for failure in provoked_failures()]
    worrying = [_worrying(concern) for concern in concerns() if region is None or _concerns(region, concern)]
    active = active_plugins(region) if region else frozenset()
    found = [problem for problem in own + failed if region is None or problem.plugin in active] + worrying
    return sorted(found, key=lambda problem: (not problem.is_error, problem.plugin, problem.code))


def _concerns(region: Region, concern: Concern) -> bool:
    return region.slug in concern.regions or concern.plugin in {"", *active_plugins(region)}


def _failed(failure: Failure) -> Problem:
    return Problem(
        code=failure.phase.code,
        is_error=True,
        plugin=failure.plugin,
        package=failure.distribution,
        version=failure.version,
        about=failure.phase.title,
        cause=failure.cause,
        remedy=failure.remedy,
    )


def _found(message: CheckMessage) -> Problem:
    return problem_of(
        code=str(message.id),
        is_error=message.is_serious(),
        plugin=system_checks()[str(message.id)].plugin,
        about="its own check",
        cause=message.msg,
        remedy=message.hint or "",
    )


def _worrying(concern: Concern) -> Problem:
    return problem_of(
        code=concern.code,
        is_error=False,
        plugin=concern.plugin,
        about=concern.about,
        cause=concern.cause,
        remedy=concern.remedy,
    )


def problem_of(*, plugin: str, **said: Any) -> Problem:
    """The problem with the package and version of its plugin."""
    installed = plugin_named(plugin)
    package, version = (installed.distribution, installed.version) if installed else ("", "")
    return Problem(plugin=plugin, package=package, version=version, **said)
