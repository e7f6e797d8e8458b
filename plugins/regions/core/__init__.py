"""The core's own module types, credit scheme and certificate design, offered through the same hooks as any plugin's."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="core",
    label=gettext_noop("Core"),
    description=gettext_noop("Lectures, workshops, forums and self-study; teaching hours; the standard certificate."),
    author="Samkurs",
    hooks="plugins.regions.core.hooks",
)
