"""Hesse: the letterhead of its coordination office on certificates."""

from plugins.api import PluginInfo

plugin = PluginInfo(
    name="de_he",
    label="Hesse",
    description="Certificates on the letterhead of the coordination office in Hesse.",
    author="Samkurs",
    hooks="plugins.regions.de_he.hooks",
)
