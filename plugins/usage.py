"""What is in use of a plugin: each app says where it stores plugins' keys, and this is where it is added up.

A store is declared once, in the ``ready()`` of the app that has the tables: ``STORES["modules"] = Store(...)``. From then on
every screen and command that asks what is in use, or what a plugin has left behind, counts it as well.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from plugins.keys import owning_name
from plugins.loader import discover
from plugins.models import PluginActivation, Region
from plugins.registry import PROVIDERS


class Row(NamedTuple):
    """So many items with one key. ``holder`` is what they are part of, such as a page or an event; ``plugin`` is named where
    the table keeps it."""

    key: str
    region: str
    holder: object
    number: int = 1
    plugin: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """A place where keys are stored: what its items and their holders are called, and how to read it.

    ``hooks`` are those that provide such keys; without one, the keys are names of plugins. ``rows`` reads one region or, for
    None, all, in a fixed number of queries. ``items`` and ``holders`` are ``ngettext_lazy`` with the number ``n``.
    """

    hooks: tuple[str, ...]
    items: Any
    rows: Callable[[Region | None], Iterable[Row]]
    holders: Any = None

    def provided(self) -> dict[str, str]:
        """Every key that may be stored here, with the name of the plugin that provides it."""
        if not self.hooks:
            return {plugin.name: plugin.name for plugin in discover()}
        providers = [provider for provider in PROVIDERS if provider.__name__ in self.hooks]
        return {key: item.plugin for provider in providers for key, item in provider().items()}


Found = dict[str, list[Row]]
STORES: dict[str, Store] = {}


@dataclass(frozen=True, slots=True)
class Use:
    """What one store has of one plugin: keys with their numbers, regions, and how many holders there are of all items."""

    store: str
    keys: Mapping[str, int]
    regions: tuple[str, ...]
    holders: int

    @property
    def items(self) -> int:
        return sum(self.keys.values())

    def __str__(self) -> str:
        store = STORES[self.store]
        items = str(store.items.format(n=self.items))
        if store.holders is None:
            return items
        return _("{items} of {holders}").format(items=items, holders=store.holders.format(n=self.holders))

    def as_json(self) -> dict[str, Any]:
        return {"store": self.store, "items": self.items, "keys": dict(self.keys), "regions": list(self.regions)}


def in_use(name: str, region: Region | None = None) -> list[Use]:
    """What is stored under the plugin's keys, in the region or everywhere, whether or not the plugin is there.

    The activations themselves are not among it.
    """
    names = known_names() | {name}
    found: Found = defaultdict(list)
    for store, row, provider in _rows(region):
        if STORES[store].hooks and (row.plugin or provider or owning_name(row.key, names)) == name:
            found[store].append(row)
    return _uses(found)


def lost() -> dict[str, list[Use]]:
    """What is stored under keys that no plugin provides at the moment, by the name of the plugin they belong to.

    Where no name is remembered that begins the key, its first word stands for it.
    """
    names = known_names()
    found = defaultdict[str, Found](lambda: defaultdict(list))
    for store, row, provider in _rows(None):
        if provider is None:
            name = row.plugin or owning_name(row.key, names) or row.key.partition("_")[0]
            found[name][store].append(row)
    return {name: _uses(found[name]) for name in sorted(found)}


def known_names() -> set[str]:
    """The names of all plugins that are installed, and of those that once were active and are remembered; one query."""
    remembered = PluginActivation.objects.values_list("plugin", flat=True).distinct()
    return {plugin.name for plugin in discover()}.union(remembered)


def _rows(region: Region | None) -> Iterator[tuple[str, Row, str | None]]:
    """Every row of every store, with the name of the plugin that provides its key at the moment."""
    for name, store in STORES.items():
        provided = store.provided()
        yield from ((name, row, provided.get(row.key)) for row in store.rows(region) if row.key)


def _uses(found: Found) -> list[Use]:
    return [_use(store, rows) for store, rows in found.items()]


def _use(store: str, rows: list[Row]) -> Use:
    keys: dict[str, int] = defaultdict(int)
    for row in rows:
        keys[row.key] += row.number
    regions = {row.region for row in rows if row.region}
    return Use(store, dict(sorted(keys.items())), tuple(sorted(regions)), len({row.holder for row in rows}))
