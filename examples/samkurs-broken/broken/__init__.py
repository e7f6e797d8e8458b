"""Broken on purpose, at start and while the site runs: everything else has to go on working."""

from plugins.api import PluginInfo

plugin = PluginInfo(
    name="broken",
    label="Broken",
    description="Fails wherever it is asked.",
    author="Samkurs",
    api="1.0",
    hooks="broken.hooks",
    urls="broken.no_such_module",
)
