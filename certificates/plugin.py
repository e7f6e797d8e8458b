"""Certificates join the site through the same hooks as any plugin, so that nothing in training knows of them."""

from plugins.api import PluginInfo, gettext_noop

plugin = PluginInfo(
    name="certificates",
    label=gettext_noop("Certificates"),
    description=gettext_noop("Certificates in a professional's own area, on the event's page and in the data export."),
    author="Samkurs",
    hooks="certificates.hooks",
)
