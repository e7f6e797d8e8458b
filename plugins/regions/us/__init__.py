"""United States: AMA PRA Category 1 credits of physicians."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="us",
    label=gettext_noop("United States"),
    description=gettext_noop("AMA PRA Category 1 credits of physicians."),
    author="Samkurs",
    hooks="plugins.regions.us.hooks",
)
