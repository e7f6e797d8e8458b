"""A person's accounts of credits: per body the window, what lies in it, and the answer of the body's rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from plugins.api import AccountAnswer, AccountFacts, Text
from plugins.credit_accounts import ask_account, undetermined
from training.domain.credits.bodies import KINDS, CreditBody, credit_bodies
from training.domain.credits.bookings import Booking, bookings_of
from training.domain.credits.due import HOURS
from training.models import Person

NOT_ASSIGNED = "not-assigned"
"""The account of grants without a scheme. No scheme can have this key, for it has a hyphen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a person collected with one body, newest first.

    ``start`` and ``end`` are the window's first and last day: None where there is no goal over years, so that all lines count.
    ``is_own_window`` says whether the person set its end; otherwise it ends today. ``body`` is None when no installed plugin
    knows the scheme any more.
    """

    key: str
    label: str
    body: CreditBody | None
    start: date | None
    end: date | None
    is_own_window: bool
    bookings: tuple[Booking, ...]
    answer: AccountAnswer

    @property
    def counted(self) -> tuple[Booking, ...]:
        """The lines that the answer rests on."""
        return tuple(booking for booking in self.bookings if booking.counts)

    @property
    def years(self) -> int | None:
        return self.body.years if self.body else None

    @property
    def kinds(self) -> Mapping[str, Text]:
        return self.body.kinds if self.body else KINDS


def accounts_of(person: Person, *, today: date) -> list[Account]:
    """Every account with a line or a window, by label, those of no known body last.

    Three queries, however many bodies and lines. A rule that fails makes its own account undetermined and hinders no other.
    """
    bodies = credit_bodies()
    lines: dict[str, list[Booking]] = {}
    for booking in bookings_of(person):
        lines.setdefault(_key(booking.scheme, bodies), []).append(booking)
    ends = {_key(scheme, bodies): end for scheme, end in person.credit_windows.order_by("pk").values_list("scheme", "end")}
    accounts = [_account(key, lines.get(key, []), bodies.get(key), end=ends.get(key), today=today) for key in {**lines, **ends}]
    return sorted(accounts, key=lambda one: (one.body is None, one.key == HOURS, one.label.casefold(), one.key))


def account_of(person: Person | None, *, key: str, today: date) -> Account | None:
    """The account of that key, empty where a body is known with which nothing was collected yet; else None. Three queries."""
    if person and (found := next((one for one in accounts_of(person, today=today) if one.key == key), None)):
        return found
    body = credit_bodies().get(key)
    return _account(key, [], body, end=None, today=today) if body and body.key == key else None


def window_start(end: date, *, years: int) -> date:
    """The first day of a window of so many years that ends with that day."""
    return _years_before(end + timedelta(days=1), years)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, month=3, day=1)


def _key(scheme: str, bodies: Mapping[str, CreditBody]) -> str:
    return bodies[scheme].key if scheme in bodies else scheme or NOT_ASSIGNED


def _account(key: str, lines: Iterable[Booking], body: CreditBody | None, *, end: date | None, today: date) -> Account:
    if body is None:
        return _of_unknown_body(key, tuple(lines))
    last = (end or today) if body.years else None
    start = window_start(last, years=body.years) if last and body.years else None
    bookings = tuple(_in_window(line, body, start=start, end=last) for line in lines)
    counted = [line for line in bookings if line.counts]
    days = [line.date for line in counted] or [today]
    facts = AccountFacts(start=start or min(days), end=last or max(days), entries=tuple(line.entry for line in counted))
    return Account(
        key=key,
        label=body.label,
        body=body,
        start=start,
        end=last,
        is_own_window=end is not None,
        bookings=bookings,
        answer=ask_account(body.scheme, facts),
    )


def _in_window(line: Booking, body: CreditBody, *, start: date | None, end: date | None) -> Booking:
    """The line with its unit, and whether it counts: days outside the window and amounts in another unit do not."""
    unit = line.unit or body.scheme.unit
    lies_inside = start is None or end is None or start <= line.date <= end
    return replace(line, unit=unit, counts=lies_inside and unit == body.scheme.unit)


def _of_unknown_body(key: str, bookings: tuple[Booking, ...]) -> Account:
    if key == NOT_ASSIGNED:
        label = _("Granted without a rule")
        reason = _("The organisers have not said by which rule these credits count. Ask the bodies that granted them.")
    else:
        label = key
        reason = _("The credit scheme {scheme} is not installed or does not work. Tell the people who run this site.")
    return Account(
        key=key,
        label=label,
        body=None,
        start=None,
        end=None,
        is_own_window=False,
        bookings=bookings,
        answer=undetermined("points", reason.format(scheme=key)),
    )
