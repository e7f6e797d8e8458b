"""Mecklenburg-Vorpommern: working groups that meet by video, and the modules they develop."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="de_mv",
    label=gettext_noop("Mecklenburg-Vorpommern"),
    description=gettext_noop(
        "Meetings of working groups, the modules they develop with goals of three kinds, "
        "and certificates on the letterhead of the coordination office in Mecklenburg-Vorpommern."
    ),
    author="Samkurs",
    apps=("plugins.regions.de_mv.apps.MecklenburgVorpommernConfig",),
    hooks="plugins.regions.de_mv.hooks",
)
