"""What a browser would send back of a form that nobody touched."""

from typing import Any

from wagtail import blocks
from wagtail.blocks.base import BlockField

from plugins.blocks import MissingPluginBlock


def form_data(form: Any) -> dict[str, Any]:
    """The values of the form and of all formsets in it, as its fields show them."""
    data: dict[str, Any] = {}
    for bound in form:
        data |= _field(bound)
    for formset in getattr(form, "formsets", {}).values():
        data |= {f"{formset.management_form.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for row in formset.forms:
            data |= form_data(row)
    return data


def block_data(block: blocks.Block, state: Any, prefix: str) -> dict[str, Any]:
    """The values of a block from its form state."""
    if isinstance(block, MissingPluginBlock):
        return {prefix: state["payload"]}
    if isinstance(block, blocks.StructBlock):
        parts = [block_data(child, state[name], f"{prefix}-{name}") for name, child in block.child_blocks.items()]
        return {key: value for part in parts for key, value in part.items()}
    if isinstance(block, blocks.StreamBlock):
        return _items([(block.child_blocks[item["type"]], item) for item in state], prefix)
    if isinstance(block, blocks.ListBlock):
        return _items([(block.child_block, item) for item in state], prefix)
    return {prefix: "" if state is None else state}


def _items(items: list[tuple[blocks.Block, dict]], prefix: str) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": len(items)}
    for index, (block, item) in enumerate(items):
        own = f"{prefix}-{index}"
        data |= {
            f"{own}-deleted": "",
            f"{own}-order": index,
            f"{own}-type": item.get("type", ""),
            f"{own}-id": item["id"] or "",
        }
        data |= block_data(block, item["value"], f"{own}-value")
    return data


def _field(bound: Any) -> dict[str, Any]:
    if isinstance(bound.field, BlockField):
        block = bound.field.widget.block_def
        return block_data(block, block.get_form_state(bound.value()), bound.html_name)
    value = bound.value()
    return {} if value is False else {bound.html_name: "" if value is None else value}
