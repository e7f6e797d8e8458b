"""Sweden: workshops that work back from a wish, cases to learn from, and Swedish professions."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="se",
    label=gettext_noop("Sweden"),
    description=gettext_noop(
        "Workshops that work back from a wish to the next steps, cases to learn from, Swedish professions, "
        "and a certificate of attendance in Swedish."
    ),
    author="Samkurs",
    apps=("plugins.regions.se.apps.SwedenConfig",),
    hooks="plugins.regions.se.hooks",
    settings_form="plugins.regions.se.forms.SettingsForm",
)
