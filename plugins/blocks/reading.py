"""Stored items brought to the form that the installed version of their plugin writes."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from plugins.blocks.explanation import Item, is_newer
from plugins.blocks.isolation import record_failure
from plugins.blocks.missing import kept
from plugins.failures import BREAKS
from plugins.registry import Provided


def up_to_date(item: Item, provided: Provided[Any]) -> Item:
    """The item in the plugin's present version; kept unread when it is from a newer one, or cannot be migrated."""
    version = provided.value.version
    if is_newer(item, provided):
        return kept(item)
    if (written := item.get("version", 1)) == version:
        return item
    try:
        value = json.loads(json.dumps(item["value"]))
        value = json.loads(json.dumps(provided.value.migrate(written, value), cls=DjangoJSONEncoder))
    except BREAKS as exc:
        record_failure(item["type"], exc)
        return kept(item)
    return item | {"value": value, "version": version}
