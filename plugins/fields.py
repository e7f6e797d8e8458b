"""A StreamField whose blocks come from plugins: no migration names them, and no content is lost when a plugin goes."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.fields import StreamField

from plugins.blocks import PluginStreamBlock, isolated
from plugins.registry import module_types


class PluginStreamField(StreamField):
    """Blocks of the installed module types. Migrations hold the field without its blocks, the same for any set of plugins."""

    def __init__(self, **kwargs: Any):
        kwargs.pop("block_lookup", None)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> PluginStreamBlock:
        block = PluginStreamBlock([(key, isolated(provided.value.block(), key)) for key, provided in module_types().items()])
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs

    def clone(self) -> "PluginStreamField":
        _name, _path, _args, kwargs = self.deconstruct()
        return self.__class__(**kwargs, **{key: option for key, option in self.block_opts.items() if key != "required"})
