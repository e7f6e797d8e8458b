"""The value of a stream of plugins' content: read when it is asked for, and stored as it came where nobody read it."""

from collections.abc import Mapping
from typing import Self

from wagtail import blocks

from plugins.blocks.explanation import Item
from plugins.blocks.isolation import record_failure
from plugins.blocks.missing import MISSING, kept
from plugins.blocks.reading import up_to_date
from plugins.failures import BREAKS


class PluginStreamValue(blocks.StreamValue):
    """Items, read one type at a time when they are asked for; the unread ones are stored again exactly as they came."""

    is_damaged = False
    """Whether a form sent something that is no item of this stream."""

    @classmethod
    def of(cls, value: blocks.StreamValue) -> Self:
        """The same items, read or not, in a value of this class."""
        own = cls(value.stream_block, [], raw_text=value.raw_text)
        own._raw_data, own._bound_blocks = value._raw_data, value._bound_blocks
        return own

    def get_prep_value(self) -> list[Item]:
        items = super().get_prep_value()
        return [self._stored(item, bound is not None) for item, bound in zip(items, self._bound_blocks, strict=True)]

    def _stored(self, item: Item, was_read: bool) -> Item:
        if item["type"] == MISSING and item["value"]:
            return item["value"] | {"id": item["id"]}
        version = self.stream_block.version_of(item["type"])
        return item | {"version": version} if was_read and version > 1 else item

    def _prefetch_blocks(self, type_name: str) -> None:
        provided = self.stream_block.provided.get(type_name)
        if provided is None:
            super()._prefetch_blocks(type_name)
            return
        stored = self._unread(type_name)
        for index, item in stored.items():
            self._raw_data[index] = up_to_date(item, provided)
        try:
            super()._prefetch_blocks(type_name)
        except BREAKS:
            self._keep_unreadable(stored)
            super()._prefetch_blocks(type_name)
        super()._prefetch_blocks(MISSING)

    def _unread(self, type_name: str) -> dict[int, Item]:
        pairs = zip(self._raw_data, self._bound_blocks, strict=True)
        return {index: item for index, (item, bound) in enumerate(pairs) if bound is None and item["type"] == type_name}

    def _keep_unreadable(self, stored: Mapping[int, Item]) -> None:
        for index, item in stored.items():
            try:
                self.stream_block.child_blocks[item["type"]].bulk_to_python([self._raw_data[index]["value"]])
            except BREAKS as exc:
                record_failure(item["type"], exc)
                self._raw_data[index] = kept(item)
