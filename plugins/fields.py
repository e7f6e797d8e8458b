"""A StreamField that takes blocks of plugins: no migration names them, and no content is lost when a plugin goes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import Block
from wagtail.fields import StreamField

from plugins.blocks import PluginStreamBlock
from plugins.blocks.building import with_content_of
from plugins.form_fields import PluginStreamFormField
from plugins.registry import Provided


class PluginStreamField(StreamField):
    """A stream of the site's own blocks and of those that ``provides`` gets of plugins, as ``registry.content_blocks`` does.

    Migrations freeze the site's own blocks, as Wagtail does, and name neither ``provides`` nor a block of a plugin: they are
    the same for any set of plugins. A historical model therefore keeps all content of plugins unread.
    """

    def __init__(
        self,
        core_blocks: Sequence[tuple[str, Any]] = (),
        *,
        provides: Callable[[], Mapping[str, Provided[Any]]] = dict,
        block_lookup: Any = None,
        **kwargs: Any,
    ):
        self.provides = provides
        super().__init__(list(core_blocks), block_lookup=block_lookup, **kwargs)

    @cached_property
    def core_blocks(self) -> list[tuple[str, Block]]:
        """The site's own blocks, also those that a migration has frozen."""
        return list(StreamField(self.block_types_arg, block_lookup=self.block_lookup).stream_block.child_blocks.items())

    @cached_property
    def stream_block(self) -> PluginStreamBlock:
        block = with_content_of(PluginStreamBlock(self.core_blocks), self.provides())
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        if not self.core_blocks:
            return name, path, [], kwargs
        _name, _path, args, frozen = StreamField(self.core_blocks).deconstruct()
        return name, path, args, kwargs | {"block_lookup": frozen["block_lookup"]}

    def clone(self) -> "PluginStreamField":
        _name, _path, args, kwargs = self.deconstruct()
        limits = {key: option for key, option in self.block_opts.items() if key != "required"}
        return self.__class__(*args, provides=self.provides, **kwargs, **limits)  # type: ignore[misc]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PluginStreamFormField} | kwargs)
