"""Mentors for people new to a profession: an example of a plugin with a table, screens and pages of its own."""

from plugins.api import PluginInfo
from plugins.api import gettext_noop as _

plugin = PluginInfo(
    name="mentoring",
    label=_("Mentoring"),
    description=_("Who completed a training for mentors can be named on a page of the region."),
    author="Samkurs",
    api="1.0",
    apps=("mentoring.apps.PluginApp",),
    hooks="mentoring.hooks",
    urls="mentoring.urls",
    admin_urls="mentoring.admin_urls",
    settings_form="mentoring.settings.SettingsForm",
    default_settings={"title_word": "Mentor"},
)
