"""The blocks of descriptors, as the site's streams hold them."""

from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from plugins import registry
from plugins.blocks.isolation import isolated, record_failure
from plugins.blocks.stream import ContentStreamBlock, PluginStreamBlock
from plugins.blocks.tree import find, replaced
from plugins.failures import BREAKS, Phase, record
from plugins.loader import plugin_named
from plugins.registry import Provided

Descriptors = Mapping[str, Provided[Any]]


def with_content_of(stream: PluginStreamBlock, provided: Descriptors) -> PluginStreamBlock:
    """The stream with the plugins' blocks beside its own. A name that the site uses itself is refused, and recorded."""
    children: dict[str, blocks.Block] = {}
    for key, found in provided.items():
        if key in stream.child_blocks:
            _refuse(key, found)
        elif block := _built(key, found):
            children[key] = block
    return stream.providing(children, provided)


def _refuse(key: str, found: Provided[Any]) -> None:
    if plugin := plugin_named(found.plugin):
        record(plugin, Phase.KEY, f"The key {key} is the name of a block of the site. Use another.")


def _built(key: str, found: Provided[Any]) -> blocks.Block | None:
    """The block, isolated, with the descriptor's label and icon; None when the plugin fails to make it."""
    try:
        block = replaced(found.value.block(), ContentStreamBlock, lambda stream: with_content_of(stream, _without_streams()))
        block = isolated(block, key)
        block.meta.label, block.meta.icon = found.value.label, found.value.icon
        block.label = found.value.label
        return block
    except BREAKS as exc:
        record_failure(key, exc)
        return None


def _without_streams() -> Descriptors:
    """What a stream within a plugin's block offers: content blocks without such a stream, so that nesting comes to an end."""
    return {key: found for key, found in registry.content_blocks().items() if not _holds_stream(found)}


def _holds_stream(found: Provided[Any]) -> bool:
    return any(find(found.value.block(), ContentStreamBlock))
