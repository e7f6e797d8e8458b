"""Who a plugin is, and what a text is to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, get_origin


class Text(Protocol):
    """A text or its lazy translation (``gettext_lazy``), made a ``str`` where it is shown."""

    def __str__(self) -> str: ...


def gettext_noop(text: str) -> str:
    """Mark a text of a ``PluginInfo`` for the translators; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginInfo:
    """What an entry point in the group ``samkurs.plugins`` names: who the plugin is, read before Django starts.

    ``name`` equals the entry point's name, matches ``[a-z][a-z0-9_]*`` and is the prefix of every key the plugin provides.
    ``hooks`` is the dotted name of the module with the hook implementations, imported once all apps are ready.
    ``api`` is the version of the hook contract the plugin was written for. Version and licence come from the package.
    ``urls`` is mounted at ``/p/<region>/<name>/``, ``admin_urls`` at ``/admin/p/<region>/<name>/`` for the region's staff; both
    answer 404 where the plugin is off. ``settings_form`` is the dotted name of a Django form for the settings of one region,
    which are JSON values. When their shape changes, raise ``settings_version`` and name in ``settings_migrate`` a function that
    takes the old version and the stored settings and returns them as they are now. ``restricted`` plugins are switched by
    superusers only.
    """

    name: str
    label: str
    description: str = ""
    author: str = ""
    api: str = "1.0"
    apps: tuple[str, ...] = ()
    hooks: str = ""
    urls: str = ""
    admin_urls: str = ""
    settings_form: str = ""
    settings_version: int = 1
    settings_migrate: str = ""
    default_settings: Mapping[str, Any] = field(default_factory=dict)
    restricted: bool = False
    depends: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is of another type: the site reads these fields before anything of a plugin could be caught."""
        for one in fields(self):
            value: Any = getattr(self, one.name)
            kind: Any = get_origin(one.type) or one.type
            if not isinstance(value, kind):
                raise TypeError(f"PluginInfo.{one.name} is {type(value).__name__} instead of {kind.__name__}.")
            if kind is tuple and not all(isinstance(part, str) for part in value):
                raise TypeError(f"PluginInfo.{one.name} has something else than texts in it.")
