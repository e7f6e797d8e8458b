"""The credits of the invented Nordlicht Chamber: an example of a chamber's rule as a plugin."""

from plugins.api import PluginInfo
from plugins.api import gettext_noop as _

plugin = PluginInfo(
    name="nordlicht",
    label=_("Nordlicht Chamber"),
    description=_("Credits by the rules of an invented chamber, as an example."),
    author="Samkurs",
    api="1.0",
    hooks="nordlicht.hooks",
)
