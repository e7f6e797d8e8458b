from collections.abc import Iterable

from plugins.api import CreditScheme, hookimpl
from plugins.regions.ch.credits import SCHEMES


@hookimpl
def credit_schemes() -> Iterable[CreditScheme]:
    return SCHEMES
