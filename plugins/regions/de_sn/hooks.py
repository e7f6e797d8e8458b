from collections.abc import Iterable

from plugins.api import Profession, hookimpl
from plugins.regions.de_sn.professions import PROFESSIONS


@hookimpl
def professions() -> Iterable[Profession]:
    return PROFESSIONS
