"""The editor of a stream, which opens whatever the forms of plugins' blocks fail at."""

import json
from typing import Any

from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.admin.telepath import JSContext
from wagtail.blocks.base import BlockWidget

from plugins.blocks.isolation import record_failure
from plugins.blocks.stream import PluginStreamBlock
from plugins.blocks.tree import replaced
from plugins.failures import BREAKS


class PluginStreamWidget(BlockWidget):
    """Leaves out the blocks of plugins that no form can be made of, such as one whose choices fail; their content is kept."""

    block_def: Any

    def _build_block_json(self) -> None:
        try:
            super()._build_block_json()
        except BREAKS:
            self.block_def = replaced(self.block_def, PluginStreamBlock, _without_failing)
            super()._build_block_json()

    def render_with_errors(self, *args: Any, **kwargs: Any) -> SafeString:
        if self._block_json is None:
            self._build_block_json()  # what can be shown of the value depends on it
        return super().render_with_errors(*args, **kwargs)


def _without_failing(stream: PluginStreamBlock) -> PluginStreamBlock:
    own = {key: block for key, block in stream.child_blocks.items() if key in stream.provided}
    return stream.without({key for key, block in own.items() if not _has_form(key, block)})


def _has_form(key: str, block: blocks.Block) -> bool:
    try:
        json.dumps(JSContext().pack(block))
        block.get_form_state(block.get_default())
    except BREAKS as exc:
        record_failure(key, exc)
        return False
    return True
