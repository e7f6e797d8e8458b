"""A StreamField whose blocks come from plugins: no migration names them, and no content is lost when a plugin goes."""

import json
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from plugins.registry import module_types

MISSING = "missing_plugin"


class MissingPluginBlock(blocks.FieldBlock):
    """Holds the content of a block whose plugin is not installed, unread and signed, until the plugin returns."""

    def __init__(self, **kwargs: Any):
        from django import forms

        self.field = forms.CharField(required=False, widget=forms.HiddenInput)
        super().__init__(**kwargs)

    def value_for_form(self, value: Any) -> str:
        return signing.dumps(value, salt=MISSING) if value else ""

    def value_from_form(self, value: Any) -> Any:
        try:
            return signing.loads(value, salt=MISSING)
        except signing.BadSignature:
            raise ValidationError(_("The content of a missing plugin was changed on the way. Reload the page.")) from None

    def render(self, value: Any, context: Any = None) -> str:
        return ""

    class Meta:
        icon = "warning"
        label = _("Content of a plugin that is not installed")


class PluginStreamBlock(blocks.StreamBlock):
    """A stream that wraps items of unknown type instead of dropping them, and unwraps them when it is stored."""

    missing_plugin = MissingPluginBlock()

    def _wrap(self, item: Any) -> Any:
        if not isinstance(item, dict) or item["type"] in self.child_blocks:
            return item
        return {"type": MISSING, "id": item.get("id"), "value": {"type": item["type"], "value": item.get("value")}}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, blocks.StreamValue):
            return value
        items = json.loads(value) if isinstance(value, str) and value else value or []
        return super().to_python([self._wrap(item) for item in items])

    def bulk_to_python(self, values: Any) -> Any:
        return super().bulk_to_python([[self._wrap(item) for item in items] for items in values])

    def get_prep_value(self, value: Any) -> Any:
        return [
            {"type": item["value"]["type"], "value": item["value"]["value"], "id": item["id"]}
            if item["type"] == MISSING and item["value"]
            else item
            for item in super().get_prep_value(value)
        ]


class PluginStreamField(StreamField):
    """Blocks of the installed module types. Migrations hold the field without its blocks, the same for any set of plugins."""

    def __init__(self, **kwargs: Any):
        kwargs.pop("block_lookup", None)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> PluginStreamBlock:
        children = [(key, provided.value.block()) for key, provided in module_types().items()]
        block = PluginStreamBlock(children)
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs

    def clone(self) -> "PluginStreamField":
        _name, _path, _args, kwargs = self.deconstruct()
        return self.__class__(**kwargs, **{key: val for key, val in self.block_opts.items() if key != "required"})
