"""Certificates join the site through the same hooks as any plugin, so that nothing in training knows of them."""

from plugins.api import PluginInfo

plugin = PluginInfo(
    name="certificates",
    label="Certificates",
    description="Certificates in a professional's own area, on the event's page and in the data export.",
    author="Samkurs",
    hooks="certificates.hooks",
)
