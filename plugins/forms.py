"""The editor's form of a page, which offers of the plugins' blocks those of the page's region."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField

from plugins.blocks import PluginStreamBlock
from plugins.runtime import module_types_for
from plugins.scope import region_of


class RegionPageForm(WagtailAdminPageForm):
    """Offers in the page's own streams, and in those of its rows, what the plugins active in its region provide.

    What is on the page already stays and can be edited, whichever plugin it is of.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.region = region_of(self.parent_page) if self.parent_page else None
        if self.region is None:
            return
        types = frozenset(module_types_for(self.region))
        _offer(self.fields, types)
        for formset in self.formsets.values():
            formset.form = type(formset.form.__name__, (formset.form,), {})
            formset.form.base_fields = dict(formset.form.base_fields)
            _offer(formset.form.base_fields, types)


def _offer(fields: Any, types: Iterable[str]) -> None:
    for name, field in fields.items():
        if isinstance(field, BlockField) and isinstance(field.block, PluginStreamBlock):
            narrowed = BlockField(block=field.block.offering(types), required=field.required, label=field.label)
            narrowed.help_text = field.help_text
            fields[name] = narrowed
