"""The form field of a stream with plugins' content: nothing that is kept unread leaves it unless an editor deletes it."""

from collections.abc import Set
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import BlockField

from plugins.blocks import PluginStreamBlock
from plugins.blocks.tree import kept_items, replaced
from plugins.blocks.widget import PluginStreamWidget
from plugins.failures import BREAKS


class PluginStreamFormField(BlockField):
    """A stream as an editor works on it, compared with what was stored before."""

    block: Any

    def offer(self, plugins: Set[str]) -> Self:
        """Offer of the plugins' blocks only those of these plugins, in this stream and in those within it."""
        self.block = replaced(self.block, PluginStreamBlock, lambda stream: stream.offering(plugins))
        self.widget = PluginStreamWidget(self.block)
        return self

    def has_changed(self, initial: Any, data: Any) -> bool:
        """What cannot be compared has changed; cleaning it says what is wrong."""
        try:
            return super().has_changed(initial, data)
        except BREAKS:
            return True

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again after an error: kept content that arrived damaged is there as it was stored."""
        stored = {path[-1]: child.value for path, child in kept_items(initial)}
        for path, child in kept_items(data):
            child.value = child.value or stored.get(path[-1])
        return data

    def _clean_bound_field(self, bound: Any) -> Any:
        arrived = {path[-1] for path, _child in kept_items(bound.data)}
        deleted = _deleted(bound.form.data, bound.html_name)
        for path, child in kept_items(bound.initial):
            if path[-1] not in arrived and deleted.isdisjoint(path):
                sentence = _(
                    "The content “{key}” of a plugin did not arrive. Reload the page, and delete it there if it shall go."
                )
                fault = ValidationError(sentence.format(key=child.value["type"]))
                raise StreamBlockValidationError(non_block_errors=[fault])
        return super()._clean_bound_field(bound)


def _deleted(data: Any, name: str) -> set[str]:
    """The ids of all items, at any depth of the stream, that the form says were deleted."""
    ends = "-deleted"
    names = [key.removesuffix(ends) for key in data if key.startswith(f"{name}-") and key.endswith(ends) and data[key]]
    return {data.get(f"{name}-id", "") for name in names}
