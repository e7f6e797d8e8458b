"""What plugins add to the site's own places."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from plugins.api.info import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MySection:
    """A section a plugin adds to a professional's own area: a template and the plain data it shows."""

    key: str
    title: Text
    template: str
    context: Mapping[str, Any]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAction:
    """A screen a plugin adds to the row of links over an event's screens, shown to those who hold ``permission``.

    ``is_step`` says whether it is what to do next once attendance and credits are recorded.
    """

    key: str
    label: Text
    url: str
    permission: str
    is_step: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry in the back office's menu, shown to those who hold ``permission`` in the region."""

    key: str
    label: Text
    url: str
    permission: str
    icon: str = "cog"
    order: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarProperty:
    """A property for an event's calendar entry: ``CATEGORIES``, ``CONTACT``, or one that begins with ``X-`` (RFC 5545, 3.8)."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a plugin's check found: a sentence, and what to do. An ``error`` stops a deployment, a ``warning`` does not."""

    level: Literal["error", "warning"]
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemCheck:
    """A check of the plugin's own, run by ``manage.py check``. ``run`` must be quick and needs no migrated database."""

    key: str
    label: Text
    run: Callable[[], Iterable[Finding]]
