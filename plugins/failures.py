"""What went wrong with which plugin, when, and what to do. A failure is kept here; it never stops the site."""

import logging
import os
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from plugins.discretion import place_of, trace_of, words_of

if TYPE_CHECKING:
    from plugins.loader import Plugin

logger = logging.getLogger(__name__)

BREAKS = (Exception, SystemExit)
"""All that a plugin's code may raise at us, ``sys.exit()`` at import included."""


class Phase(Enum):
    """Where in its life a plugin failed: the number of its system check, what it is called, and what helps."""

    ENTRY_POINT = ("E001", "entry point", "Repair or uninstall the package, or start without it: PLUGINS_DISABLE=NAME.")
    API = ("E002", "API version", "Install a version of the plugin that was written for this site's hook API.")
    NAME = ("E003", "name", "Rename the plugin, or uninstall one of the two packages that claim the name.")
    DEPENDENCY = ("E004", "dependency", "Install the plugin it depends on, or repair it first.")
    APP = ("E005", "app", "Repair the plugin's Django app; it may have no wagtail_hooks and no templatetags.")
    HOOKS = ("E006", "hooks", "Compare the plugin's hook implementations with docs/plugins/hooks.md.")
    PROVIDER = ("E007", "provider", "Repair what the hook returns; until then the plugin offers less than it should.")
    KEY = ("E008", "key", "Begin every key with the plugin's name and an underscore, and use each key once.")
    URLS = ("E009", "urls", "Repair the plugin's urls module; until then its pages answer 404.")
    RUN_TIME = ("E010", "run time", "Look for the traceback in the log; the answer of this plugin was left out.")
    SETTINGS = (
        "E011",
        "settings",
        "Repair what settings_form or settings_migrate names; until then the settings cannot be used.",
    )
    MIGRATIONS = (
        "E012",
        "migrations",
        "Repair or uninstall the package before you migrate; the running site needs no migration.",
    )

    def __init__(self, code: str, title: str, remedy: str):
        self.code, self.title, self.remedy = code, title, remedy

    @property
    def is_fatal(self) -> bool:
        """Whether a plugin that failed here is switched off as a whole; later failures lose only what failed."""
        return self.code <= "E006"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    plugin: str
    distribution: str
    version: str
    phase: Phase
    cause: str

    @property
    def remedy(self) -> str:
        """What helps, as a command that can be typed where there is one."""
        return self.phase.remedy.replace("NAME", self.plugin)

    def __str__(self) -> str:
        return f"Plugin {self.plugin} ({self.distribution} {self.version}) failed at phase “{self.phase.title}”: {self.cause}"


_failures: dict[Failure, None] = {}


def record(plugin: "Plugin", phase: Phase, cause: BaseException | str) -> None:
    """Keep and log a failure once. With ``PLUGINS_STRICT=1``, as in continuous integration, it is raised instead."""
    failure = Failure(
        plugin=plugin.name,
        distribution=plugin.distribution,
        version=plugin.version,
        phase=phase,
        cause=place_of(cause) if phase is Phase.RUN_TIME else words_of(cause),
    )
    if os.environ.get("PLUGINS_STRICT") == "1":
        raise PluginFailed(str(failure)) from (None if isinstance(cause, str) else cause)
    if failure not in _failures:
        _failures[failure] = None
        trace = "" if isinstance(cause, str) else "\n" + trace_of(cause, is_told=phase is not Phase.RUN_TIME)
        logger.error("%s%s", failure, trace)
    elif phase is Phase.RUN_TIME:
        logger.error("%s (as before)", failure)  # each time somebody was left without the answer


def failures() -> tuple[Failure, ...]:
    """Every failure of this process so far, by plugin and phase."""
    return tuple(sorted(_failures, key=lambda failure: (failure.plugin, failure.phase.code, failure.cause)))


def failures_of(plugin: "Plugin") -> tuple[Failure, ...]:
    """The failures of one plugin, the earliest phase first."""
    own = (plugin.name, plugin.distribution)
    return tuple(failure for failure in failures() if (failure.plugin, failure.distribution) == own)


def forget() -> None:
    """Forget every failure, because the plugins are read anew."""
    _failures.clear()


class PluginFailed(Exception):
    """A failure, raised because ``PLUGINS_STRICT`` asks for it."""
