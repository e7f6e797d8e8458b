"""The words and numbers that a page, a PDF and a table all say of an account."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext

from plugins.api import Text
from training.domain.credits.account import Account
from training.domain.credits.bookings import Booking
from training.domain.credits.due import HOURS

UNITS: dict[str, Callable[[int], str]] = {
    "hours": lambda n: npgettext("unit", "hour", "hours", n),
    "points": lambda n: npgettext("unit", "point", "points", n),
    "days": lambda n: npgettext("unit", "day", "days", n),
    "credits": lambda n: npgettext("unit", "credit", "credits", n),
}
COMPONENTS: dict[str, Text] = {
    "basis": _("basis"),
    "learning_check": _("learning check"),
    "speaker": _("contribution as a speaker"),
    "bonus": _("addition"),
    "cap": _("above the limit"),
}


def unit_label(unit: str, scheme: str = "", *, amount: Decimal | None = None) -> str:
    """What to call the unit, after one of them or after any other ``amount``; names such as ECMEC are the same everywhere.

    The hours of our own scheme are units of 45 minutes, those of a body are what the body calls an hour.
    """
    n = 1 if amount == 1 else 2  # of half a unit the plural is written, as of many
    if scheme == HOURS:
        return npgettext("unit", "teaching unit", "teaching units", n)
    return UNITS[unit](n) if unit in UNITS else unit


def number(amount: Decimal) -> str:
    """As the language at hand writes it, without zeros that say nothing."""
    whole = amount == amount.to_integral_value()
    return number_format(amount, 0 if whole else 2, use_l10n=True)


def money(amount: Decimal, currency: str) -> str:
    """A sum to the cent, with the currency's letters after it."""
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} {currency}"


def component_label(component: str) -> str:
    return str(COMPONENTS.get(component, component))


def kind_label(booking: Booking, account: Account) -> str:
    """What the body calls such entries; a kind that it no longer knows keeps its key as its name."""
    return str(account.kinds.get(booking.kind, booking.kind))
