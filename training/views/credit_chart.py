"""A bar chart of an account, drawn on the server: credits by month or year, as numbers for an SVG and for its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from training.domain.credits.account import Account
from training.statement.words import number

ROW = 26
WIDEST, LEFT = 168, 84
"""Units of the drawing: the longest bar, and where bars begin. It is 320 wide, so on a small phone a unit is a pixel."""

MOST_DAYS_BY_MONTH = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One period. The measures are texts, so that no language writes them with a comma or a dot."""

    label: str
    amount: Decimal
    top: str
    middle: str
    width: str
    end: str

    @property
    def text(self) -> str:
        return number(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    bars: tuple[Bar, ...]
    height: str
    by_month: bool


def chart_of(account: Account) -> Chart | None:
    """What was counted in each period of the window, empty periods too; None while that is nothing. Caps are not applied."""
    if not account.counted:
        return None
    days = [booking.date for booking in account.counted]
    start, end = account.start or min(days), account.end or max(days)
    by_month = (end - start).days <= MOST_DAYS_BY_MONTH
    sums = {period: Decimal(0) for period in _periods(start, end, by_month=by_month)}
    for booking in account.counted:
        sums[_period(booking.date, by_month=by_month)] += booking.amount
    most = max(sums.values())
    if not most:
        return None
    bars = (_bar(row, period, amount, amount / most, by_month=by_month) for row, (period, amount) in enumerate(sums.items()))
    return Chart(bars=tuple(bars), height=str(len(sums) * ROW), by_month=by_month)


def _period(day: date, *, by_month: bool) -> date:
    return day.replace(day=1) if by_month else day.replace(month=1, day=1)


def _periods(start: date, end: date, *, by_month: bool) -> Iterator[date]:
    period = _period(start, by_month=by_month)
    while period <= end:
        yield period
        period = _next(period, by_month=by_month)


def _next(period: date, *, by_month: bool) -> date:
    if not by_month or period.month == 12:
        return date(period.year + 1, 1, 1)
    return date(period.year, period.month + 1, 1)


def _bar(row: int, period: date, amount: Decimal, share: Decimal, *, by_month: bool) -> Bar:
    width = round(WIDEST * share)
    return Bar(
        label=date_format(period, "M Y" if by_month else "Y"),
        amount=amount,
        top=str(row * ROW + 3),
        middle=str(row * ROW + ROW // 2),
        width=str(width),
        end=str(LEFT + width + 6),
    )
