"""System checks: what is wrong with an installed plugin, and what to do about it."""

from typing import Any

from django.core.checks import Error, register

from plugins.loader import discover


@register()
def plugins_are_healthy(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [
        Error(
            f"Plugin {plugin.name} ({plugin.distribution} {plugin.version}) failed at {plugin.phase}: {plugin.error}",
            hint="Repair or uninstall the package, or set PLUGINS_DISABLE to start without it.",
            id="plugins.E001",
        )
        for plugin in discover()
        if not plugin.is_healthy
    ]
