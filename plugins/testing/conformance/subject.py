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
from plugins.keys import BUILT_IN
from plugins.loader import Plugin, discover, plugin_named
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

    def alone(self, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run code in a process of its own, with no other plugin than those this one depends on, and strictly."""
        others = {plugin.name for plugin in discover()} - BUILT_IN - self._needed(self.plugin)
        own = {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PLUGINS_DISABLE": ",".join(sorted(others)),
            "PLUGINS_STRICT": "1",
            "DATABASE_URL": "sqlite://:memory:",
        }
        command = [sys.executable, "-c", code]
        return subprocess.run(command, env=os.environ | own | environment, capture_output=True, text=True, check=False)

    def _needed(self, name: str) -> set[str]:
        found = plugin_named(name)
        depends = found.info.depends if found and found.info else ()
        return {name}.union(*(self._needed(other) for other in depends))


def explain(problems: Iterable[object]) -> None:
    """Fail with one line for each problem, or pass when there is none."""
    if lines := [str(problem) for problem in problems]:
        fail("\n".join(lines))


def fail(sentence: str) -> NoReturn:
    pytest.fail(sentence, pytrace=False)
