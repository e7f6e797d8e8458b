"""What came of a call, in the words of the plugin contract."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from plugins.api import ReportOutcome


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


def outcome_of(answer: Answer) -> ReportOutcome:
    """What the EIV decided, by the status of its answer."""
    status = answer.status
    if status == 200:
        return ReportOutcome(status="accepted", receipt=f"EIV, {_answered_at(answer):%Y-%m-%d %H:%M:%S} UTC")
    if status == 401:
        sentence = _("The EIV does not take the password of this VNR. Compare both with the chamber's notice.")
        return ReportOutcome(status="unauthorised", sentence=sentence)
    if status == 406:
        sentence = _(
            "The EIV refuses this report. Either it does not know the VNR, or has closed it for reports, or the day is outside "
            "the period of the grant. Ask the chamber."
        )
        return ReportOutcome(status="refused", sentence=sentence)
    if status == 422:
        sentence = _("The EIV cannot read this report: the EFN or a value is wrong. Ask the person to compare the EFN.")
        return ReportOutcome(status="malformed", sentence=sentence)
    if status == 429:
        return later(_("The EIV asks to wait, because it gets too many calls."), wait=_wait(answer))
    return later(_("The EIV answered with the status {status}.").format(status=status))


def later(sentence: str, *, wait: int | None = None) -> ReportOutcome:
    """Nothing is decided; it is to be sent again."""
    return ReportOutcome(status="later", sentence=sentence, wait=wait)


def _answered_at(answer: Answer) -> datetime:
    return _date(answer.headers.get("Date", "")) or datetime.now(UTC)


def _wait(answer: Answer) -> int | None:
    """What ``Retry-After`` says, in seconds or as a date (RFC 9110, 10.2.3)."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return int(said[:9])
    until = _date(said)
    return max(0, int((until - _answered_at(answer)).total_seconds())) if until else None


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
