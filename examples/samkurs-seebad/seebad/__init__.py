"""The letterhead of an invented seaside resort, in its own fonts: an example of a certificate as a plugin."""

from plugins.api import PluginInfo
from plugins.api import gettext_noop as _

plugin = PluginInfo(
    name="seebad",
    label=_("Seebad"),
    description=_("Certificates on the letterhead of an invented resort, as an example."),
    author="Samkurs",
    api="1.0",
    hooks="seebad.hooks",
)
