"""Saxony: working aids, and the review of risks that youth welfare and health care hold together."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="de_sn",
    label=gettext_noop("Saxony"),
    description=gettext_noop(
        "Working aids, joint reviews of risks by youth welfare and health care, "
        "and certificates on the letterhead of the coordination office in Saxony."
    ),
    author="Samkurs",
    apps=("plugins.regions.de_sn.apps.SaxonyConfig",),
    hooks="plugins.regions.de_sn.hooks",
    settings_form="plugins.regions.de_sn.forms.SettingsForm",
)
