"""The core's own module types, credit scheme and certificate design, offered through the same hooks as any plugin's."""

from plugins.api import PluginInfo

plugin = PluginInfo(
    name="core",
    label="Core",
    description="Lectures, workshops, forums and self-study; teaching hours; the standard certificate.",
    author="Samkurs",
    hooks="plugins.regions.core.hooks",
)
