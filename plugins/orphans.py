"""What plugins have left behind that are gone, and what to do about it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plugins.loader import Plugin, plugin_named
from plugins.usage import Use, lost


@dataclass(frozen=True, slots=True)
class Orphan:
    """What is stored under keys of one plugin that nobody provides at the moment."""

    plugin: str
    state: str
    remedy: str
    uses: list[Use]

    def as_json(self) -> dict[str, Any]:
        stored = [use.as_json() for use in self.uses]
        return {"plugin": self.plugin, "state": self.state, "remedy": self.remedy, "stored": stored}


def orphans() -> list[Orphan]:
    """By name of the plugin. Nothing of it is damaged: it is kept as it is and comes back with the plugin."""
    return [Orphan(name, *_state_and_remedy(name, plugin_named(name)), uses) for name, uses in lost().items()]


def _state_and_remedy(name: str, plugin: Plugin | None) -> tuple[str, str]:
    if plugin is None:
        remedy = _("Install its package again to have it back; to give it up for good: manage.py plugins purge {name}")
        return _("not installed"), remedy.format(name=name)
    if plugin.is_disabled:
        return _("left out"), _("It is installed. Start without {name} in PLUGINS_DISABLE to have it back.").format(name=name)
    if not plugin.is_active:
        return _("broken"), _("It is installed and does not work. manage.py plugins check says why.")
    return _("no longer offered"), _("Version {version} does not offer these any more. Install one that does.").format(
        version=plugin.version
    )
