"""Giving a plugin up for good: its own tables and its activations go, what is stored under its keys elsewhere stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.apps import AppConfig, apps
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from plugins.activation import ActivationError, disable, forget
from plugins.app_config import PluginAppConfig
from plugins.keys import BUILT_IN, owning_name
from plugins.loader import discover, plugin_named
from plugins.models import PluginActivation, Region
from plugins.usage import Use, in_use, known_names


@dataclass(frozen=True, slots=True)
class Plan:
    """What purging a plugin would do: rows that go, by model; apps whose tables go or stay; and what stays elsewhere."""

    name: str
    is_installed: bool
    activations: int
    stays: list[Use]
    rows: dict[str, int] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    labels_that_stay: tuple[str, ...] = ()


def plan_purge(name: str) -> Plan:
    """What ``purge`` would do. Raises ActivationError when the plugin is built in, unknown, broken, or cannot be spared yet."""
    plugin = plugin_named(name)
    stays, activations = in_use(name), PluginActivation.objects.filter(plugin=name).count()
    if name in BUILT_IN:
        raise ActivationError(_("“{name}” is part of the site and cannot be removed.").format(name=name))
    if plugin is None:
        tables = tuple(sorted(_migrated_labels(name)))
        if not (stays or activations or tables):
            raise ActivationError(_("There is no plugin “{name}”, and nothing is left of one.").format(name=name))
        return Plan(name, False, activations, stays, labels_that_stay=tables)
    if not plugin.is_active:
        raise ActivationError(
            _("“{name}” is installed and does not work, so its data cannot be saved first. Repair it, then purge it.").format(
                name=name
            )
        )
    _refuse_if_needed(name)
    with_migrations = MigrationLoader(connection).migrated_apps
    labels = [config.label for config in _app_configs(name)]
    return Plan(
        name,
        True,
        activations,
        stays,
        rows={model._meta.label: model._base_manager.count() for model in _models(name)},
        labels=tuple(label for label in labels if label in with_migrations),
        labels_that_stay=tuple(label for label in labels if label not in with_migrations),
    )


def purge(plan: Plan, *, folder: Path, now: datetime) -> Path:
    """Save the plugin's rows and activations to a file in the folder, then remove them; the file, which ``loaddata`` reads.

    Regions where the plugin is active switch it off first, as ``disable`` does. A purge that was cut off can be done again.
    """
    file = folder / f"{plan.name}-{now:%Y%m%d-%H%M%S}.json"
    _save(plan.name, file)
    for region in Region.objects.filter(activations__plugin=plan.name, activations__enabled=True):
        disable(plan.name, region=region)
    for label in reversed(plan.labels):
        call_command("migrate", label, "zero", verbosity=0, interactive=False, skip_checks=True)
    forget(plan.name)
    return file


def _refuse_if_needed(name: str) -> None:
    if needed_by := [other.name for other in discover() if other.info and name in other.info.depends]:
        raise ActivationError(
            _("What depends on “{name}” has to be purged and uninstalled first: {others}.").format(
                others=", ".join(needed_by), name=name
            )
        )
    for model in _models(name):
        if issubclass(model, Page) and (number := model._base_manager.count()):
            raise ActivationError(
                _(
                    "There are pages of the type {kind} ({number}), which goes with “{name}”. Delete or replace them first."
                ).format(number=number, kind=model._meta.verbose_name, name=name)
            )


def _app_configs(name: str) -> list[AppConfig]:
    names = known_names()
    return [
        config
        for config in apps.get_app_configs()
        if isinstance(config, PluginAppConfig) and owning_name(config.label, names) == name
    ]


def _models(name: str) -> Iterator[type[Model]]:
    """The plugin's own models that have a table; rows of many-to-many tables are saved with the rows they belong to."""
    tables = set(connection.introspection.table_names())
    for config in _app_configs(name):
        yield from (model for model in config.get_models() if model._meta.managed and model._meta.db_table in tables)


def _migrated_labels(name: str) -> set[str]:
    names = known_names() | {name}
    applied = MigrationRecorder(connection).applied_migrations()
    return {label for label, _migration in applied if owning_name(label, names) == name}


def _save(name: str, file: Path) -> None:
    """Readable by the site's own account only: rows of plugins may be about people."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    rows = chain(
        PluginActivation.objects.filter(plugin=name),
        *(model._base_manager.order_by("pk").iterator() for model in _models(name)),
    )
    with file.open("w", encoding="utf-8") as stream:
        serializers.serialize("json", rows, indent=2, stream=stream)
