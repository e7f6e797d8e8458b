"""Ways through blocks within blocks, and through the values they hold."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any, TypeVar

from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from plugins.blocks.missing import MISSING

B = TypeVar("B", bound=blocks.Block)
Path = tuple[str, ...]
"""The ids of an item and of the items it lies in, the outermost first."""


def find(block: blocks.Block, kind: type[B]) -> Iterator[B]:
    """Every block of the kind in the block, itself included."""
    if isinstance(block, kind):
        yield block
    for child in _children(block).values():
        yield from find(child, kind)


def replaced(block: blocks.Block, kind: type[B], change: Callable[[B], blocks.Block]) -> blocks.Block:
    """The block with each block of the kind in it changed. Nothing is changed in place: a block around a change is a copy."""
    children = _children(block)
    changed = {name: replaced(child, kind, change) for name, child in children.items()}
    if any(changed[name] is not child for name, child in children.items()):
        block = copy(block)
        if isinstance(block, blocks.ListBlock):
            block.child_block = changed["item"]
        else:
            block.child_blocks = changed
    return change(block) if isinstance(block, kind) else block


def kept_items(value: Any, within: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every item kept unread in a value, at any depth, with its path."""
    if isinstance(value, blocks.StreamValue):
        for child in value:
            path = (*within, child.id)
            if child.block_type == MISSING:
                yield path, child
            else:
                yield from kept_items(child.value, path)
    elif isinstance(value, ListValue):
        for child in value.bound_blocks:
            yield from kept_items(child.value, (*within, child.id))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from kept_items(part, within)


def _children(block: blocks.Block) -> Mapping[str, blocks.Block]:
    return {"item": block.child_block} if isinstance(block, blocks.ListBlock) else getattr(block, "child_blocks", {})
