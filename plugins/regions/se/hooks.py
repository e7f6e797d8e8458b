from collections.abc import Iterable

from plugins.api import Profession, hookimpl
from plugins.regions.se.professions import PROFESSIONS


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS
