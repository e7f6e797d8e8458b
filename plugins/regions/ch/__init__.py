"""Switzerland: credits of physicians in Switzerland (SIWF)."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="ch",
    label=gettext_noop("Switzerland"),
    description=gettext_noop("Credits of physicians in Switzerland (SIWF)."),
    author="Samkurs",
    hooks="plugins.regions.ch.hooks",
    settings_form="plugins.regions.ch.forms.SettingsForm",
)
