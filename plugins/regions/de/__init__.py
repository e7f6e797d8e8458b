"""Germany: what its states share. Forms of training, professions, and the chambers' model ordinance."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="de",
    label=gettext_noop("Germany"),
    description=gettext_noop(
        "What German states share: case conference, shadowing day, quality circle, professions, "
        "and credit points by the chambers' model ordinance."
    ),
    author="Samkurs",
    apps=("plugins.regions.de.apps.GermanyConfig",),
    hooks="plugins.regions.de.hooks",
    default_settings={"eiv_address": ""},
    settings_form="plugins.regions.de.forms.SettingsForm",
)
