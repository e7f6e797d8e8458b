"""The plugin that is tested: what the site knows of it, and what it provides."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, NoReturn

import pytest
from django.apps import AppConfig, apps

from plugins.api import PluginInfo
from plugins.failures import Failure, failures_of
from plugins.loader import Plugin, plugin_named
from plugins.registry import Provided


class Subject:
    """What all tests of a plugin share."""

    plugin: ClassVar[str] = ""
    contents: ClassVar[Mapping[str, Sequence[Any]]] = {}
    older_contents: ClassVar[Mapping[str, Mapping[int, Any]]] = {}

    @property
    def installed(self) -> Plugin:
        found = plugin_named(self.plugin)
        if found is None:
            pytest.fail(f"No plugin {self.plugin!r} is installed here. Install its package: pip install -e .")
        return found

    @property
    def info(self) -> PluginInfo:
        """What the plugin says of itself; without it, nothing else can be asked."""
        info = self.installed.info
        if info is None:
            pytest.fail(self.installed.error or f"{self.plugin} is switched off by PLUGINS_DISABLE.")
        return info

    def provided(self, *providers: Callable[[], Mapping[str, Provided[Any]]]) -> list[Any]:
        """The descriptors the site accepted from the plugin; the test is skipped when there are none."""
        _ = self.info
        items = [item.value for provider in providers for item in provider().values() if item.plugin == self.plugin]
        if not items:
            pytest.skip(f"{self.plugin} provides no {' and no '.join(provider.__name__ for provider in providers)}.")
        return items

    def app_configs(self) -> list[AppConfig]:
        """The plugin's Django apps; the test is skipped when it has none."""
        if not self.info.apps:
            pytest.skip(f"{self.plugin} has no Django app.")
        labels = {AppConfig.create(path).label for path in self.info.apps}
        return [config for config in apps.get_app_configs() if config.label in labels]

    def failures(self) -> tuple[Failure, ...]:
        return failures_of(self.installed)


def run_alone(code: str, path: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own with this path for modules; failures are kept there, whatever this process does."""
    own = {
        "PYTHONPATH": os.pathsep.join(folder for folder in path if folder),
        "PLUGINS_STRICT": "",
        "DATABASE_URL": "sqlite://:memory:",
    }
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)


def explain(problems: Iterable[object]) -> None:
    """Fail with one line for each problem, or pass when there is none."""
    if lines := [str(problem) for problem in problems]:
        fail("\n".join(lines))


def fail(sentence: str) -> NoReturn:
    pytest.fail(sentence, pytrace=False)
