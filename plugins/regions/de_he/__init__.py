"""Hesse: expert forums at the interface of two sectors, and the letterhead of its coordination office."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="de_he",
    label=gettext_noop("Hesse"),
    description=gettext_noop(
        "Expert forums at the interface of two sectors, and certificates on the letterhead of the coordination office in Hesse."
    ),
    author="Samkurs",
    apps=("plugins.regions.de_he.apps.HesseConfig",),
    hooks="plugins.regions.de_he.hooks",
)
