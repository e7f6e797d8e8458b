"""How long a professional number waits for a report nobody makes. With the report it goes by ``numbers.forget_reported``."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from training.domain.accrediting.deadlines import deadlines_of
from training.domain.asked_numbers import keys_of_scheme
from training.domain.numbers import GivenNumber, NumberError, give_numbers
from training.enums import AccreditationStatus, EventState, NumberGone, RegistrationState
from training.models import Event, Registration, RegistrationNumber

MARGIN = timedelta(days=90)
"""How long after the last day for the report a number may still be of use. Why: docs/decisions/numbers-nobody-reported.md."""


def forget_unreported(registration: Registration, *, because: NumberGone, now: datetime) -> None:
    """Delete the numbers of a registration that no report was made of; their last digits and the reason stay."""
    for number in registration.numbers.filter(reported_at=None, value__isnull=False):
        _forget(number, because=because, now=now)


def forget_overdue(*, now: datetime) -> int:
    """Delete the numbers whose event was called off, or that nobody reported in time; return how many.

    A number that was given again after a report, for a correction, goes in time too; its receipt stays.
    """
    kept = RegistrationNumber.objects.filter(value__isnull=False)
    called_off = kept.filter(registration__event__state=EventState.CANCELLED)
    return _forget_all(called_off, because=NumberGone.CALLED_OFF, now=now) + sum(
        _forget_all(numbers, because=NumberGone.UNREPORTED, now=now) for numbers in _overdue(kept, now=now)
    )


def last_day(event: Event, key: str) -> date:
    """The last day on which a number of this kind is kept unreported: ``MARGIN`` after the last deadline of a body for the
    report, or after the end of the event where no body names one."""
    accreditations = event.accreditations.exclude(status__in=AccreditationStatus.ended).select_related("event__region")
    bodies = (body for body in accreditations if key in keys_of_scheme(body.scheme))
    deadlines = [due for body in bodies if (due := deadlines_of(body).report)]
    return max([event.day_of(event.end), *deadlines]) + MARGIN


def hand_in(registration: Registration, numbers: Iterable[GivenNumber], *, now: datetime) -> None:
    """Store, replace or delete numbers that somebody handed in to the office. Raises NumberError where nothing can be reported.

    One that was reported already stays as it is. Plugins say until when a number is kept: they are asked before the
    transaction, and where that day changes in this moment, ``forget_overdue`` comes by.
    """
    given = list(numbers)
    stored = [number for number in given if number.value is not None]
    event = Event.objects.select_related("region").get(pk=registration.event_id)
    over = any(is_over(event, number.key, now=now) for number in stored)
    with transaction.atomic():
        row = Registration.objects.select_for_update(of=("self",)).select_related("event", "person").get(pk=registration.pk)
        if stored:
            _check_may_hand_in(row, is_over=over)
        give_numbers(row, given)


def _check_may_hand_in(registration: Registration, *, is_over: bool) -> None:
    if registration.state in RegistrationState.ended or registration.event.state == EventState.CANCELLED:
        raise NumberError(_("This registration or its event has ended, so no number is kept of it."))
    if is_over:
        raise NumberError(_("The time in which this number can be reported is over, so it is not kept any more."))


def is_over(event: Event, key: str, *, now: datetime) -> bool:
    """Whether numbers of this kind are kept no more."""
    return event.day_of(now) > last_day(event, key)


def _overdue(kept: QuerySet[RegistrationNumber], *, now: datetime) -> Iterable[QuerySet[RegistrationNumber]]:
    """Kind by kind and event by event. No deadline for a report is before the end of the event."""
    ended = kept.filter(registration__event__end__lt=now - MARGIN)
    for event in Event.objects.filter(pk__in=ended.values("registration__event")):
        numbers = ended.filter(registration__event=event)
        for key in sorted(set(numbers.values_list("key", flat=True))):
            if is_over(event, key, now=now):
                yield numbers.filter(key=key)


def _forget_all(numbers: QuerySet[RegistrationNumber], *, because: NumberGone, now: datetime) -> int:
    return sum(_forget(number, because=because, now=now) for number in list(numbers))


def _forget(number: RegistrationNumber, *, because: NumberGone, now: datetime) -> bool:
    with transaction.atomic():
        row = RegistrationNumber.objects.select_for_update().filter(pk=number.pk, value__isnull=False).first()
        if row is None:  # reported or deleted a moment ago
            return False
        row.empty()
        if row.reported_at is None:
            row.forgotten_at, row.forgotten_because = now, because
        row.save()
        return True
