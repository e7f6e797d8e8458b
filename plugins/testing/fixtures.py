"""The fixtures of the kit. Each leaves the process as it found it."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
from django.core.management import call_command

from plugins.activation import enable
from plugins.api import CreditAnswer, PluginInfo, hookimpl
from plugins.credit_rules import ask
from plugins.failures import failures_of
from plugins.loader import plugin_named
from plugins.models import Region
from plugins.registry import PROVIDERS, credit_schemes
from plugins.testing.packages import write_installed, write_metadata
from plugins.testing.reloading import reload_plugins, snapshot
from plugins.testing.samples import credit_facts, in_force

_number = count(1)
SWITCHES = ("PLUGINS_DISABLE", "PLUGINS_STRICT")
"""What a test may have set in the environment, which would change what the site finds after it."""


class InstalledDists:
    """Packages on the path of this process for one test. Of a plugin with Django apps, give the site a process of its own."""

    def __init__(self, folder: Path):
        self._folder = folder

    def install(self, name: str, files: dict[str, str], **where: str) -> Path:
        """Write a package that has these files and the entry point of that name, and put it on the path; gives its folder."""
        folder = self._new_folder()
        write_installed(folder, name, files, **where)
        return self.reinstall(folder)

    def install_module(self, name: str, module: ModuleType) -> Path:
        """Install a plugin whose PluginInfo is ``plugin`` in a module of this process."""
        folder = self._new_folder()
        write_metadata(folder, name, f"{module.__name__}:plugin", dist=f"samkurs-{name}")
        return self.reinstall(folder)

    def uninstall(self, folder: Path) -> None:
        """Take the package off the path, as pip would; what the plugin stored stays."""
        sys.path.remove(str(folder))
        reload_plugins()

    def reinstall(self, folder: Path) -> Path:
        """Bring a package back onto the path."""
        sys.path.append(str(folder))
        reload_plugins()
        return folder

    def _new_folder(self) -> Path:
        folder = self._folder / str(next(_number))
        folder.mkdir()
        return folder


@pytest.fixture
def installed_dist(tmp_path: Path) -> Iterator[InstalledDists]:
    """Installs packages for one test, healthy or broken, which the site finds through their entry points without pip."""
    before, modules, path = snapshot(), set(sys.modules), list(sys.path)
    environment = {name: os.environ.get(name) for name in SWITCHES}
    yield InstalledDists(tmp_path)
    sys.path[:] = path
    _set_environment(environment)
    for name in set(sys.modules) - modules:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    reload_plugins()
    assert snapshot() == before, "The test leaves other plugins behind than it found."


def _set_environment(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def register_plugin(installed_dist: InstalledDists) -> Iterator[Callable[..., None]]:
    """Registers hook implementations for one test: ``register_plugin("acme", professions=lambda: [doula])``.

    ``hooks`` takes a module in place of functions, ``info`` further fields of the PluginInfo. Fails when the site would refuse
    any of it.
    """
    made: list[str] = []

    def register(name: str, *, hooks: ModuleType | None = None, info: dict[str, Any] | None = None, **functions: Any) -> None:
        module = ModuleType(f"samkurs_test_plugin_{next(_number)}")
        named = hooks or module
        for hook, function in functions.items():
            setattr(named, hook, hookimpl(function))
        module.plugin = PluginInfo(**{"name": name, "label": name.title(), "hooks": named.__name__} | (info or {}))  # type: ignore[attr-defined]
        for each in (module, named):
            if each.__name__ not in sys.modules:
                sys.modules[each.__name__] = each
                made.append(each.__name__)
        installed_dist.install_module(name, module)
        _verify(name)

    yield register
    for name in made:
        del sys.modules[name]


def _verify(name: str) -> None:
    for provided in PROVIDERS:
        provided()
    plugin = plugin_named(name)
    assert plugin is not None
    assert not failures_of(plugin), "\n".join(map(str, failures_of(plugin)))


@pytest.fixture
def region(db: None) -> Region:
    """A region with no plugin of its own switched on."""
    return _region()


@pytest.fixture
def active_region(db: None) -> Callable[..., Region]:
    """Makes a region in which the plugins of these names are switched on: ``active_region("acme")``."""

    def make(*names: str, **fields: Any) -> Region:
        made = _region(**fields)
        for name in names:
            _enable_with_dependencies(name, made)
        return made

    return make


def _region(**fields: Any) -> Region:
    number = next(_number)
    code = f"{chr(65 + number // 676 % 26)}{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
    defaults = {
        "slug": f"beispielland-{number}",
        "code": code,
        "name": f"Beispielland {number}",
        "organisation": "Koordinierungsstelle Beispielland",
        "contact_email": "kontakt@beispielland.example",
        "country": "DE",
        "language": "de",
    }
    return Region.objects.create(**defaults | fields)


def _enable_with_dependencies(name: str, region: Region) -> None:
    plugin = plugin_named(name)
    for needed in plugin.info.depends if plugin and plugin.info else ():
        _enable_with_dependencies(needed, region)
    enable(name, region=region)


@pytest.fixture
def compute() -> Callable[..., CreditAnswer]:
    """Asks a credit scheme as the site does: ``compute("acme_2025", minutes=90, role="speaker")``.

    ``minutes`` is one number or one for each session of the day, ``day`` the date, by default one when the scheme is in force.
    """

    def ask_scheme(key: str, **facts: Any) -> CreditAnswer:
        provided = credit_schemes().get(key)
        assert provided is not None, f"There is no scheme {key}. There are: {', '.join(sorted(credit_schemes()))}."
        return ask(provided.value, credit_facts(**{"day": in_force(provided.value)} | facts))

    return ask_scheme


@pytest.fixture
def render_certificate() -> Callable[[str], dict[str, bytes]]:
    """Renders made-up certificates in a design: ``render_certificate("acme_letterhead")["usual"]`` is a PDF."""

    def render(key: str) -> dict[str, bytes]:
        with TemporaryDirectory() as folder:
            call_command("certificates", "samples", key, into=Path(folder), stdout=StringIO())
            return {file.stem.removeprefix(f"{key}-"): file.read_bytes() for file in sorted(Path(folder).glob("*.pdf"))}

    return render
