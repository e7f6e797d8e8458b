"""What of a region has to stay as it is, because something that was given out names it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.models import Region

NAMES = ("slug", "code")
"""The fields that stand in addresses and numbers outside this installation."""

REASONS: "list[Callable[[Region], str]]" = []
"""What other apps say on why a region's names have to stay, or nothing; they add it when they are ready."""


def names_stay_because(region: "Region") -> str:
    """Why short name and code of the region cannot change any more, in words, or nothing while they can."""
    if region.pk is None:
        return ""
    return next((reason for ask in REASONS if (reason := ask(region))), "")
