"""What works today and will hurt later: the warnings of ``manage.py plugins check``."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader

from plugins.app_config import labels_of
from plugins.deprecation import deprecated_uses
from plugins.failures import BREAKS
from plugins.loader import discover
from plugins.models import PluginActivation
from plugins.orphans import orphans

SITE = "samkurs"
"""The package of the site itself, whose plugins cannot be uninstalled."""

NO_DATABASE = (DatabaseError, InterfaceError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A warning: its number, the plugin, what it is about, what is the case, and what to do. ``region`` is one it is about."""

    code: str
    plugin: str
    about: str
    cause: str
    remedy: str
    regions: tuple[str, ...] = ()


def concerns() -> list[Concern]:
    """Every warning, by plugin. What needs the database is left out, with a warning, where there is none."""
    found = [concern for look in (_deprecated, _foreign_keys) for concern in look()]
    try:
        found += [concern for look in (_stored, _absent, _unmigrated) for concern in look()]
    except NO_DATABASE as exc:
        found.append(_without_database(exc))
    return sorted(found, key=lambda concern: (concern.plugin, concern.code))


def _deprecated() -> Iterator[Concern]:
    for use in deprecated_uses():
        yield Concern(
            code="W001",
            plugin=use.plugin,
            about="deprecated",
            cause=f"It uses {use.what}, in {use.where}.",
            remedy=str(use.warning),
        )


def _foreign_keys() -> Iterator[Concern]:
    """With a constraint, rows of the site that a plugin points at can not be deleted once its app is gone."""
    for plugin in discover():
        if plugin.info and plugin.is_active and plugin.distribution != SITE:
            for field in _enforced(labels_of(plugin.info)):
                yield Concern(
                    code="W004",
                    plugin=plugin.name,
                    about="foreign key",
                    cause=f"{field} refers to {field.related_model._meta.label} with a constraint in the database.",
                    remedy="Give it db_constraint=False. Otherwise rows it refers to cannot be deleted any more "
                    "once the plugin is uninstalled without having been purged.",
                )


def _enforced(labels: list[str]) -> Iterator[Any]:
    """The relations from models of these apps to those of others that the database enforces."""
    models = [model for config in apps.get_app_configs() if config.label in labels for model in config.get_models()]
    for field in (field for model in models for field in (*model._meta.local_fields, *model._meta.local_many_to_many)):
        relation: Any = field.remote_field
        is_enforced = relation and getattr(relation if field.many_to_many else field, "db_constraint", False)
        if is_enforced and relation.model._meta.app_label not in labels:
            yield field


def _stored() -> Iterator[Concern]:
    """All but the activations, which are W003 as long as they are on."""
    for orphan in orphans():
        for use in (use for use in orphan.uses if use.store != "activations"):
            yield Concern(
                code="W002",
                plugin=orphan.plugin,
                about=orphan.state,
                cause=f"Stored under keys that no plugin provides now: {use} ({', '.join(use.keys)}).",
                remedy=orphan.remedy,
                regions=use.regions,
            )


def _absent() -> Iterator[Concern]:
    known = {plugin.name for plugin in discover()}
    active: dict[str, list[str]] = {}
    rows = PluginActivation.objects.filter(enabled=True).exclude(plugin__in=known).order_by("region__slug")
    for name, slug in rows.values_list("plugin", "region__slug"):
        active.setdefault(name, []).append(slug)
    for name, slugs in active.items():
        yield Concern(
            code="W003",
            plugin=name,
            about="not installed",
            cause=f"It is active in {', '.join(slugs)}, but its package is not installed.",
            remedy=f"Install it again, or switch it off: manage.py plugins disable {name} --region {slugs[0]}",
            regions=tuple(slugs),
        )


def _unmigrated() -> Iterator[Concern]:
    waiting = _waiting()
    for plugin in discover():
        labels = labels_of(plugin.info) if plugin.info and plugin.is_active else []
        if names := [f"{label}.{name}" for label, name in waiting if label in labels]:
            yield Concern(
                code="W005",
                plugin=plugin.name,
                about="migrations",
                cause=f"Not applied to the database: {', '.join(names)}.",
                remedy="Run manage.py migrate.",
            )


def _waiting() -> list[tuple[str, str]]:
    """The migrations that are not applied; none while those of a plugin break, which is a failure of its own."""
    try:
        loader = MigrationLoader(connection, ignore_no_migrations=True)
    except NO_DATABASE:
        raise
    except BREAKS:
        return []
    return sorted(set(loader.graph.nodes) - set(loader.applied_migrations))


def _without_database(exc: Exception) -> Concern:
    return Concern(
        code="W006",
        plugin="",
        about="database",
        cause=f"What is stored could not be looked at, because the database cannot be read ({type(exc).__name__}).",
        remedy="Start the database, or migrate it, and check again.",
    )
