"""Denmark: guideposts for the cooperation of region, municipalities and general practice."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="dk",
    label=gettext_noop("Denmark"),
    description=gettext_noop(
        "Dialogues on the guideposts of a health agreement, Danish professions, and a course certificate in Danish."
    ),
    author="Samkurs",
    apps=("plugins.regions.dk.apps.DenmarkConfig",),
    hooks="plugins.regions.dk.hooks",
)
