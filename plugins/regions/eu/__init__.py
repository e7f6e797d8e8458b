"""Europe: European credits of physicians: UEMS-EACCME and EBAC."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="eu",
    label=gettext_noop("Europe"),
    description=gettext_noop("European credits of physicians: UEMS-EACCME and EBAC."),
    author="Samkurs",
    hooks="plugins.regions.eu.hooks",
    settings_form="plugins.regions.eu.forms.SettingsForm",
)
