"""Whether a participant may take the learning check now, and why not."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.enums import EventState, RegistrationState, ShownAnswers
from training.models import Event, LearningCheck, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where a registration stands with the check. ``reason`` says why it cannot be taken now, empty where it can.

    ``used`` is the number of the last attempt, ``left`` how many there are still, None for any number.
    """

    reason: str
    used: int
    left: int | None
    is_over: bool
    """Whether nothing can change any more: the check is closed, or no attempt is left."""

    @property
    def may_take(self) -> bool:
        return not self.reason


def access_of(registration: Registration, check: LearningCheck, *, now: datetime) -> Access:
    """One query where the registration's results are not prefetched."""
    attempts = [result.attempt for result in registration.learning_checks.all()]
    left = None if check.attempts is None else max(0, check.attempts - len(attempts))
    return Access(
        reason=_reason(registration, check, left=left, now=now),
        used=max(attempts, default=0),
        left=left,
        is_over=left == 0 or bool(check.closes and check.closes <= now),
    )


def opens_at(event: Event, check: LearningCheck) -> datetime:
    """Never before the event itself, whatever is set: a check shows what was learnt there."""
    return max(event.start, check.opens or event.start)


def shows_answers(check: LearningCheck, access: Access) -> bool:
    """Whether somebody who has taken the check may see by now which answers were right."""
    if check.answers_shown == ShownAnswers.AT_END:
        return access.is_over
    return check.answers_shown == ShownAnswers.AT_ONCE


def _reason(registration: Registration, check: LearningCheck, *, left: int | None, now: datetime) -> str:
    event = registration.event
    if event.state == EventState.CANCELLED:
        return _("The event was called off, so its learning check is not held.")
    if registration.state != RegistrationState.CONFIRMED:
        return _("The learning check is for participants with a confirmed place.")
    if not check.is_released:
        return _("The learning check is not released yet. Please come back later.")
    if now < opens_at(event, check):
        return _("The learning check opens on {moment}.").format(moment=_moment(opens_at(event, check)))
    if check.closes and check.closes <= now:
        return _("The learning check was open until {moment}.").format(moment=_moment(check.closes))
    if left == 0:
        sentence = ngettext("You have used your attempt.", "You have used all {n} attempts.", check.attempts or 0)
        return sentence.format(n=check.attempts)
    return ""


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
