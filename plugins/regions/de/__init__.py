"""Germany: the credit schemes of the medical chambers' model ordinance."""

from plugins.api import PluginInfo

plugin = PluginInfo(
    name="de",
    label="Germany",
    description="Credit points by the model ordinance on further training of the German Medical Association.",
    author="Samkurs",
    hooks="plugins.regions.de.hooks",
)
