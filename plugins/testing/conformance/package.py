"""The package: what pip installed, and what the site makes of it when it starts."""

import json
import sys
from collections import Counter
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.utils import translation

from plugins.app_config import FORBIDDEN
from plugins.keys import owning_name
from plugins.loader import GROUP, discover
from plugins.manager import PROJECT, plugin_manager
from plugins.registry import PROVIDERS
from plugins.specs import HOOKS
from plugins.testing.conformance.subject import Subject, explain, fail, run_alone

IMPORTS = """
import sys
from importlib.metadata import distribution
found = [point for point in distribution({dist!r}).entry_points if (point.group, point.name) == ({group!r}, {name!r})]
found[0].load()
print(*sorted(module for module in ("django", "wagtail") if module in sys.modules))
"""
START = """
import json, django
django.setup()
from plugins.checks import provoked_failures
print(json.dumps([[failure.plugin, str(failure)] for failure in provoked_failures()]))
"""


@cache
def failures_at_start(path: tuple[str, ...]) -> list[list[str]]:
    """What fails, of any plugin, when a site starts with this path for modules. It takes seconds, so it is asked once."""
    done = run_alone(START, path)
    assert done.returncode == 0, done.stderr
    failures: list[list[str]] = json.loads(done.stdout)
    return failures


class PackageTests(Subject):
    def test_the_package_says_what_it_is(self) -> None:
        dist = metadata.distribution(self.installed.distribution)
        assert dist.version == self.installed.version
        missing = [name for name in ("Summary", "Requires-Python") if name not in dist.metadata]
        assert missing == [], "pyproject.toml lacks description or requires-python."
        assert {"License-Expression", "License"} & set(dist.metadata), "pyproject.toml lacks license."
        assert self.info.label
        assert self.info.description, "The PluginInfo has no description; offices read it before they switch a plugin on."
        assert self.info.author, "The PluginInfo has no author, whom offices would ask."

    def test_the_entry_point_imports_no_django(self) -> None:
        """The site reads it while its settings are read, when nothing of Django may be used yet."""
        code = IMPORTS.format(dist=self.installed.distribution, group=GROUP, name=self.plugin)
        done = run_alone(code, tuple(sys.path))
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == [], f"Importing the entry point imports {done.stdout}."

    def test_a_site_starts_with_it(self) -> None:
        """All phases up to the first request, in a process of its own: apps, hooks, what it provides, addresses, migrations.

        Whatever fails here is what ``PLUGINS_STRICT=1`` raises.
        """
        assert self.installed
        explain(sentence for name, sentence in failures_at_start(tuple(sys.path)) if name == self.plugin)

    def test_nothing_of_it_has_failed(self) -> None:
        for provided in PROVIDERS:
            provided()
        assert self.info.name == self.plugin
        explain(self.failures())

    def test_its_hooks_are_known_and_registered(self) -> None:
        if not self.info.hooks:
            pytest.skip(f"{self.plugin} implements no hooks.")
        module = plugin_manager().get_plugin(self.plugin)
        assert module is not None, self.installed.error
        marked = {name for name, value in vars(module).items() if hasattr(value, f"{PROJECT}_impl")}
        registered = {caller.name for caller in plugin_manager().get_hookcallers(module) or ()}
        assert marked == registered
        optional = {name for name in marked if getattr(vars(module)[name], f"{PROJECT}_impl")["optionalhook"]}
        assert marked - optional <= set(HOOKS)

    def test_its_keys_are_its_own(self) -> None:
        """Each begins with the plugin's name, and all that the plugin offers was accepted."""
        _ = self.info
        names = [plugin.name for plugin in discover()]
        for provider in PROVIDERS:
            accepted = Counter(key for key, item in provider().items() if item.plugin == self.plugin)
            offer = getattr(plugin_manager().get_plugin(self.plugin), provider.__name__, list)
            explain(f"{key} was not accepted." for key in Counter(item.key for item in offer() or ()) - accepted)
            explain(f"{key} does not begin with {self.plugin}_." for key in accepted if owning_name(key, names) != self.plugin)

    @pytest.mark.parametrize("language", ["de", "da", "sv", "en"])
    def test_its_labels_can_be_shown(self, language: str) -> None:
        items = self.provided(*PROVIDERS)
        with translation.override(language):
            assert [item.key for item in items if not str(item.label).strip()] == []

    def test_it_has_no_module_that_plugins_may_not_have(self) -> None:
        """A failure of one of these would stop the whole site."""
        packages = {config.name for config in self.app_configs()}
        assert [f"{name}.{module}" for name in packages for module in FORBIDDEN if find_spec(f"{name}.{module}")] == []

    def test_its_migrations_are_complete(self, db: None) -> None:
        labels = [config.label for config in self.app_configs()]
        if any(MigrationLoader.migrations_module(label)[0] is None for label in labels):
            pytest.skip("Migrations are switched off in this run.")
        said = StringIO()
        try:
            call_command("makemigrations", *labels, check_changes=True, dry_run=True, stdout=said)
        except SystemExit:
            fail(f"A migration is missing: makemigrations {' '.join(labels)}\n{said.getvalue()}")

    def test_its_tables_do_not_hold_rows_of_the_site(self) -> None:
        """A constraint of the database outlives the plugin's code: rows of the site could not be deleted any more."""
        configs = self.app_configs()
        own = {config.label for config in configs}
        fields = [field for config in configs for model in config.get_models() for field in model._meta.local_fields]
        foreign = [field for field in fields if field.related_model and field.related_model._meta.app_label not in own]
        held = [f"{field} needs db_constraint=False" for field in foreign if getattr(field, "db_constraint", False)]
        explain(held)
