"""Around a plugin's block: what it fails at gets a safe answer, and the failure is recorded as the plugin's."""

import json
from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import blocks

from plugins.failures import BREAKS, Phase, record
from plugins.loader import owner_of


def isolated(block: blocks.Block, key: str) -> blocks.Block:
    """The block of a plugin, with a sentence in its place wherever it fails to render."""
    kind: Any = type(block)
    guarded = copy(block)
    guarded.__class__ = _guarded_class(kind)
    guarded.plugin_key = key
    return guarded


def record_failure(key: str, exc: BaseException) -> None:
    """Keep and log what went wrong with a block as a failure of the plugin that owns its key."""
    if owner := owner_of(key):
        record(owner, Phase.RUN_TIME, exc)


class Guard(blocks.Block):
    """Stands in front of a block's own class. A failing block shows a sentence, is found by no search and saves nothing."""

    plugin_key: str

    def render(self, value: Any, context: Any = None) -> SafeString:
        try:
            return super().render(value, context=context)
        except BREAKS as exc:
            record_failure(self.plugin_key, exc)
            return format_html("<p>{}</p>", _("This part of the page cannot be shown at the moment."))

    def clean(self, value: Any) -> Any:
        try:
            cleaned = super().clean(value)
            json.dumps(super().get_prep_value(cleaned), cls=DjangoJSONEncoder)  # found here, not while the page is saved
            return cleaned
        except ValidationError:
            raise
        except BREAKS as exc:
            record_failure(self.plugin_key, exc)
            raise ValidationError(
                _("This part could not be checked, because its plugin failed. Delete it, or try again later.")
            ) from exc

    def get_searchable_content(self, value: Any) -> list[str]:
        try:
            return super().get_searchable_content(value)
        except BREAKS as exc:
            record_failure(self.plugin_key, exc)
            return []

    def extract_references(self, value: Any) -> Iterable[Any]:
        try:
            return list(super().extract_references(value))
        except BREAKS as exc:
            record_failure(self.plugin_key, exc)
            return []


@cache
def _guarded_class(kind: Any) -> Any:
    return type(kind)(kind.__name__, (Guard, kind), {"__module__": kind.__module__})
