"""Streams of plugins' content. What cannot be read is kept as it is stored, and stored as it was kept."""

import json
from collections.abc import Mapping, Set
from copy import copy
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter, StreamBlockValidationError

from plugins.blocks.explanation import Item
from plugins.blocks.isolation import record_failure
from plugins.blocks.missing import MISSING, MissingPluginBlock, kept
from plugins.blocks.value import PluginStreamValue
from plugins.failures import BREAKS
from plugins.registry import Provided


class PluginStreamBlock(blocks.StreamBlock):
    """A stream that keeps items it cannot read instead of dropping them.

    That is an item of a type nobody offers, one a newer version of its plugin wrote, and one its plugin fails to read.
    """

    missing_plugin = MissingPluginBlock()
    provided: Mapping[str, Provided[Any]] = {}

    class Meta:
        hidden_types: frozenset[str] = frozenset()

    def providing(self, children: Mapping[str, blocks.Block], provided: Mapping[str, Provided[Any]]) -> Self:
        """The same stream with these blocks of plugins beside its own, and the descriptors they are of."""
        missing = MissingPluginBlock()
        missing.provided = {key: provided[key] for key in children}
        filled = copy(self)
        filled.provided = missing.provided
        filled.child_blocks = self.child_blocks | children | {MISSING: missing}
        for name, block in filled.child_blocks.items():
            block.set_name(name)
        return filled

    def offering(self, plugins: Set[str]) -> Self:
        """The same stream, which in the editor offers of the plugins' blocks only these plugins'. What is there stays."""
        narrowed = copy(self)
        narrowed.meta = copy(self.meta)
        narrowed.meta.hidden_types = frozenset(key for key, found in self.provided.items() if found.plugin not in plugins)
        return narrowed

    def without(self, keys: Set[str]) -> Self:
        """The same stream without these blocks of plugins; a form shows what is of their types as kept."""
        narrowed = copy(self)
        narrowed.child_blocks = {name: block for name, block in self.child_blocks.items() if name not in keys}
        return narrowed

    def version_of(self, type_name: str) -> int:
        return self.provided[type_name].value.version if type_name in self.provided else 1

    def to_python(self, value: Any) -> PluginStreamValue:
        if isinstance(value, PluginStreamValue):
            return value
        items = _loaded(value)
        if items and not isinstance(items, blocks.StreamValue) and isinstance(items[0], dict):
            return PluginStreamValue(self, [self._recognised(item) for item in items], is_lazy=True)
        return PluginStreamValue.of(super().to_python(items))

    def bulk_to_python(self, values: Any) -> list[PluginStreamValue]:
        return [self.to_python(value) for value in values]

    def get_prep_value(self, value: Any) -> list[Item]:
        return self.to_python(value).get_prep_value()

    def get_form_state(self, value: Any) -> list[Item]:
        return [self._form_state(child) for child in value or ()]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> PluginStreamValue:
        try:
            value = PluginStreamValue.of(super().value_from_datadict(data, files, prefix))
            value.is_damaged = any(
                data[f"{prefix}-{index}-type"] not in self.child_blocks and not data[f"{prefix}-{index}-deleted"]
                for index in range(int(data[f"{prefix}-count"]))
            )
        except (KeyError, ValueError):
            value = self.to_python([])
            value.is_damaged = True
        for child in value:
            if child.block_type == MISSING and child.value and child.value.get("id") not in (None, child.id):
                child.value = None
        return value

    def clean(self, value: Any) -> PluginStreamValue:
        if getattr(value, "is_damaged", False):
            sentence = _("Part of this content did not arrive, perhaps because its plugin was removed. Reload the page.")
            raise StreamBlockValidationError(non_block_errors=[ValidationError(sentence)])
        return PluginStreamValue.of(super().clean(value))

    def deconstruct(self) -> Any:
        own = [(name, block) for name, block in self.child_blocks.items() if name != MISSING and name not in self.provided]
        return "plugins.blocks.PluginStreamBlock", [own], self._constructor_kwargs

    def deconstruct_with_lookup(self, lookup: Any) -> Any:
        path, (own,), kwargs = self.deconstruct()
        return path, [[(name, lookup.add_block(block)) for name, block in own]], kwargs

    def _recognised(self, item: Item) -> Item:
        if item["type"] == MISSING and item.get("value"):
            return self._recognised(item["value"])
        return item if item["type"] in self.child_blocks else kept(item)

    def _form_state(self, child: Any) -> Item:
        block = self.child_blocks.get(child.block_type)
        try:
            if block:
                return {"type": child.block_type, "value": block.get_form_state(child.value), "id": child.id}
        except BREAKS as exc:
            if child.block_type not in self.provided:
                raise
            record_failure(child.block_type, exc)
        (item,) = PluginStreamValue(self, [child]).get_prep_value()
        return kept(item) | {"value": self.child_blocks[MISSING].get_form_state(item)}


class ContentStreamBlock(PluginStreamBlock):
    """For a plugin's own block: a stream of its own blocks and of the content blocks of all plugins.

    Content blocks that hold such a stream themselves are not offered in it.
    """


def stored_type(child: Any) -> str:
    """The type of an item of a stream as it is stored, also while its plugin is not installed."""
    return child.value["type"] if child.block_type == MISSING and child.value else child.block_type


def _loaded(value: Any) -> Any:
    """JSON as what it says; text that is none, and everything else, as it is."""
    if not isinstance(value, str) or not value:
        return value if isinstance(value, blocks.StreamValue) or not value else list(value)
    try:
        return json.loads(value)
    except ValueError:
        return value


class PluginStreamBlockAdapter(StreamBlockAdapter):
    js_constructor = "plugins.PluginStreamBlock"

    def js_args(self, block: PluginStreamBlock) -> Any:
        name, children, initial, meta = super().js_args(block)
        return [name, children, initial, meta | {"hiddenTypes": sorted(block.meta.hidden_types | {MISSING})}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[static("plugins/stream.js")])


register(PluginStreamBlockAdapter(), PluginStreamBlock)
