"""What editors find in a page's editor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.api.info import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession:
    """A profession people register with, such as ``midwife``, in a sector such as ``health`` or ``youth_welfare``."""

    key: str
    label: Text
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleType:
    """A kind of module an editor can choose, with the Wagtail block that is its form.

    ``block`` returns a new Wagtail block each time it is called. ``takes_seats`` says that its sessions have places of their
    own which people choose (a forum, a workshop), rather than being attended by everyone.
    When the shape of the content changes, raise ``version`` and give ``migrate``: it takes the version a stored value was
    written with and the value as JSON, and returns it as it is now. While it fails, the content is kept unread, as it was.
    """

    key: str
    label: Text
    block: Callable[[], Any]
    icon: str = "doc-full"
    takes_seats: bool = False
    version: int = 1
    migrate: Callable[[int, Any], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentBlock:
    """A block for the description of a training or the body of a page, beside the site's own such as text and quote.

    ``block`` returns a new Wagtail block each time it is called. ``version`` and ``migrate`` are as for ``ModuleType``.
    """

    key: str
    label: Text
    block: Callable[[], Any]
    icon: str = "placeholder"
    version: int = 1
    migrate: Callable[[int, Any], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePanel:
    """Something an editor should know while working on a training's page: a template and the plain data it shows."""

    key: str
    heading: Text
    template: str
    context: Mapping[str, Any]
    order: int = 100
