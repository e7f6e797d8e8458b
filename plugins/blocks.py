"""Blocks that keep what they do not know: content of a plugin survives every save while the plugin is away."""

import json
from collections.abc import Iterable
from copy import copy
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from plugins.failures import BREAKS, Phase, record
from plugins.loader import owner_of

MISSING = "missing_plugin"


class MissingPluginBlock(blocks.FieldBlock):
    """Holds the type and content of an item whose plugin is not installed, unread, until the plugin returns.

    In a form it travels signed, so that nobody can put content into a plugin past the plugin's own form.
    """

    def __init__(self, **kwargs: Any):
        self.field = forms.CharField(required=False, widget=forms.HiddenInput)
        super().__init__(**kwargs)

    def value_for_form(self, value: Any) -> str:
        return signing.dumps(value, salt=MISSING) if value else ""

    def value_from_form(self, value: Any) -> Any:
        try:
            return signing.loads(value or "", salt=MISSING)
        except signing.BadSignature:
            return None

    def clean(self, value: Any) -> Any:
        if not value:
            raise ValidationError(
                _("The content of a plugin that is not installed was changed on the way. Reload the page and try again.")
            )
        return value

    def render(self, value: Any, context: Any = None) -> SafeString:
        return SafeString("")

    class Meta:
        icon = "warning"
        label = _("Content of a plugin that is not installed")
        help_text = _("It stays as it is and can be edited again when the plugin is back.")
        default = None


class PluginStreamBlock(blocks.StreamBlock):
    """A stream that wraps items of unknown type instead of dropping them, and unwraps them when it is stored."""

    missing_plugin = MissingPluginBlock()

    class Meta:
        hidden_types: frozenset[str] = frozenset()

    def offering(self, types: Iterable[str]) -> "PluginStreamBlock":
        """The same stream, which in the editor offers only these types to add; what is there of others stays editable."""
        narrowed = copy(self)
        narrowed.meta = copy(self.meta)
        narrowed.meta.hidden_types = frozenset(self.child_blocks) - frozenset(types)
        return narrowed

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(value, blocks.StreamValue) or not value:
            return super().to_python(value)
        items = list(value)
        return super().to_python([self._wrap(item) for item in items] if isinstance(items[0], dict) else items)

    def bulk_to_python(self, values: Any) -> Any:
        return super().bulk_to_python([[self._wrap(item) for item in items] for items in values])

    def get_prep_value(self, value: Any) -> Any:
        return [_unwrap(item) for item in super().get_prep_value(value)]

    def _wrap(self, item: dict[str, Any]) -> dict[str, Any]:
        if item["type"] in self.child_blocks:
            return item
        return {"type": MISSING, "id": item.get("id"), "value": {"type": item["type"], "value": item.get("value")}}


def _unwrap(item: dict[str, Any]) -> dict[str, Any]:
    if item["type"] != MISSING or not item["value"]:
        return item
    return {"type": item["value"]["type"], "value": item["value"]["value"], "id": item["id"]}


def stored_type(child: Any) -> str:
    """The type of an item of a stream as it is stored, also while its plugin is not installed."""
    return child.value["type"] if child.block_type == MISSING and child.value else child.block_type


def isolated(block: blocks.Block, key: str) -> blocks.Block:
    """The block of a plugin, with a sentence in its place wherever it fails to render."""
    render = block.render

    def render_or_apologise(value: Any, context: Any = None) -> SafeString:
        try:
            return render(value, context=context)
        except BREAKS as exc:
            if owner := owner_of(key):
                record(owner, Phase.RUN_TIME, exc)
            return format_html("<p>{}</p>", _("This part of the page cannot be shown at the moment."))

    block.render = render_or_apologise
    return block


class PluginStreamBlockAdapter(StreamBlockAdapter):
    js_constructor = "plugins.PluginStreamBlock"

    def js_args(self, block: PluginStreamBlock) -> Any:
        name, children, initial, meta = super().js_args(block)
        return [name, children, initial, meta | {"hiddenTypes": sorted(block.meta.hidden_types | {MISSING})}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[static("plugins/stream.js")])


register(PluginStreamBlockAdapter(), PluginStreamBlock)
