"""Blocks that hold content of plugins, and keep what they cannot read until the plugin is there again."""

from plugins.blocks.isolation import isolated
from plugins.blocks.missing import MISSING, MissingPluginBlock
from plugins.blocks.stream import ContentStreamBlock, PluginStreamBlock, stored_type

__all__ = ["MISSING", "ContentStreamBlock", "MissingPluginBlock", "PluginStreamBlock", "isolated", "stored_type"]
