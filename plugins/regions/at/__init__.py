"""Austria: points of physicians in Austria (DFP)."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="at",
    label=gettext_noop("Austria"),
    description=gettext_noop("Points of physicians in Austria (DFP)."),
    author="Samkurs",
    hooks="plugins.regions.at.hooks",
    settings_form="plugins.regions.at.forms.SettingsForm",
)
