"""The content of plugins in pages, as it is stored: read past the blocks, so that it can be counted while a plugin is away.

Every ``PluginStreamField`` of every model is walked, nested streams included. A page with a draft counts what is in the draft
or on the live page, whichever is more, because publishing replaces one by the other.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, JSONField, Model
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.models import Page, Revision

from plugins.blocks import PluginStreamBlock
from plugins.fields import PluginStreamField
from plugins.models import Region
from plugins.registry import content_blocks, module_types
from plugins.usage import Row

Found = tuple[int, str, str]
"""A page's pk, its path, and the type of an item in one of its streams."""

CONTENT_HOOKS = ("content_blocks", "module_types")
"""The hooks whose keys are types of items in streams."""

_apart: set[type[Model]] = set()


def rows_of(*models: type[Model]) -> Callable[[Region | None], Iterable[Row]]:
    """Reads the streams of these models, which are then not among the ``other_rows``."""
    _apart.update(models)
    return partial(_rows, is_counted=lambda model: model in models)


def other_rows(region: Region | None) -> Iterable[Row]:
    """Reads the streams of all models that nobody counts apart."""
    return _rows(region, is_counted=lambda model: model not in _apart)


def _rows(region: Region | None, *, is_counted: Callable[[type[Model]], bool]) -> Iterator[Row]:
    live = Counter(found for model in apps.get_models() if is_counted(model) for found in _stored(model))
    draft = Counter(_drafted(is_counted))
    regions = _regions_by_path()
    for (page, path, key), count in (live | draft).items():
        slug = _nearest(path, regions)
        if region is None or slug == region.slug:
            yield Row(key=key, region=slug, holder=page, number=count)


def _stored(model: type[Model]) -> Iterator[Found]:
    """What the model's own table holds; one query for a model with streams, none for others."""
    fields = [field for field in model._meta.local_fields if isinstance(field, PluginStreamField)]
    to_page = _to_page(model)
    if not fields or to_page is None:
        return
    raw = {f"_{field.name}": Cast(F(field.name), JSONField()) for field in fields}
    rows = model._base_manager.annotate(**raw).values_list(f"{to_page}pk", f"{to_page}path", *raw)
    for page, path, *values in rows.iterator(chunk_size=500):
        for field, value in zip(fields, values, strict=True):
            yield from ((page, path, key) for key in keys_in(field.stream_block, value))


def _to_page(model: type[Model]) -> str | None:
    """The look-up that leads from a row to its page; None for a model that is part of no page."""
    if issubclass(model, Page):
        return ""
    for field in model._meta.concrete_fields:
        if isinstance(field, ParentalKey) and (rest := _to_page(field.related_model)) is not None:
            return f"{field.name}__{rest}"
    return None


def _drafted(is_counted: Callable[[type[Model]], bool]) -> Iterator[Found]:
    """What the latest drafts hold that are not published; two queries."""
    paths = dict(Page.objects.filter(has_unpublished_changes=True).values_list("latest_revision", "path"))
    for revision in Revision.objects.filter(pk__in=paths).iterator(chunk_size=100):
        kind = ContentType.objects.get_for_id(revision.content_type_id).model_class()
        if kind is not None:
            keys = _keys_of_row(kind, revision.content, is_counted)
            yield from ((int(revision.object_id), paths[revision.pk], key) for key in keys)


def _keys_of_row(model: type[Model], row: dict[str, Any], is_counted: Callable[[type[Model]], bool]) -> Iterator[str]:
    """The types in all streams of a row and of its children, in the form a revision keeps them."""
    for field in model._meta.concrete_fields:
        if isinstance(field, PluginStreamField) and is_counted(field.model):
            yield from keys_in(field.stream_block, row.get(field.name))
    for relation in get_all_child_relations(model):
        for child in row.get(relation.get_accessor_name() or "") or ():
            yield from _keys_of_row(relation.related_model, child, is_counted)


def keys_in(block: blocks.Block, value: Any) -> Iterator[str]:
    """The types of all items that are a plugin's, or of no known plugin, at any depth of a stored value."""
    if isinstance(value, str) and isinstance(block, blocks.StreamBlock):
        value = json.loads(value or "[]")
    if isinstance(block, blocks.StreamBlock):
        for item in value or ():
            if isinstance(block, PluginStreamBlock) and _is_plugins(item["type"], block):
                yield item["type"]
            if item["type"] in block.child_blocks:
                yield from keys_in(block.child_blocks[item["type"]], item.get("value"))
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from keys_in(child, value.get(name) if isinstance(value, dict) else None)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from keys_in(block.child_block, item["value"] if is_wrapped else item)


def _is_plugins(key: str, block: PluginStreamBlock) -> bool:
    return key not in block.child_blocks or key in module_types() or key in content_blocks()


def _regions_by_path() -> dict[str, str]:
    """The path of every region's root page, in each of its languages, with the region's short name; two queries."""
    keys = dict(Region.objects.exclude(root_page=None).values_list("root_page__translation_key", "slug"))
    roots = Page.objects.filter(translation_key__in=keys).values_list("path", "translation_key")
    return {path: keys[key] for path, key in roots}


def _nearest(path: str, regions: dict[str, str]) -> str:
    """The short name of the page's region: that of the nearest root page above it, "" where there is none."""
    ends = range(len(path), 0, -Page.steplen)
    return next((regions[path[:end]] for end in ends if path[:end] in regions), "")
