"""What is said of a registration: its state, and what happens next."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.audience import profession_labels
from training.domain.registration import Availability, AvailabilityState
from training.domain.seating.availability import promotion_ends
from training.enums import RegistrationState, WaitingListMode
from training.models import Event, Registration, SeatClass

COLORS = {
    RegistrationState.CONFIRMED: "success",
    RegistrationState.WAITING: "warning",
    RegistrationState.REQUESTED: "warning",
    RegistrationState.EXPIRED: "warning",
}


def holds_seat(registration: Registration, *, now: datetime) -> bool:
    """Whether a request holds a seat at this moment; the row may say so a little longer, until the worker comes by."""
    return registration.holds_seat and registration.held_until is not None and now < registration.held_until


def request_sentence(registration: Registration, available: Availability, *, now: datetime) -> str:
    """Whether a seat is held for a request whose code has not been entered, and until when."""
    if holds_seat(registration, now=now):
        return _("A seat is held for you until %(until)s.") % {"until": _time(registration.held_until)}
    if available.state == AvailabilityState.OPEN:
        return _("No seat is held for you. With the code you get one if one is still free then.")
    if available.state == AvailabilityState.FULL_WAITING:
        return _("All seats are taken, and none is held for you. With the code you get a place on the waiting list.")
    return available.sentence


def waiting_sentence(event: Event, *, ahead: int) -> str:
    """The place on the waiting list, and how somebody moves up from it. ``ahead`` counts those who came earlier."""
    place = ngettext("One person is ahead of you.", "%(ahead)s persons are ahead of you.", ahead) % {"ahead": ahead}
    first = _("You are the next.") if ahead == 0 else place
    if event.waiting_list == WaitingListMode.MANUAL:
        return f"{first} {_('The office chooses who moves up when a seat becomes free, and writes to you then.')}"
    until = _("You move up by yourself when a seat becomes free, until %(until)s. We write to you then.")
    return f"{first} {until % {'until': _moment(promotion_ends(event))}}"


def shares_in_words(event: Event) -> list[str]:
    """For each share of the seats whose it is, how many they are, and until when; one query."""
    return [_share_in_words(share) for share in event.seat_classes.exclude(professions="").order_by("pk")]


def _share_in_words(share: SeatClass) -> str:
    professions = ", ".join(profession_labels(share.professions))
    name = f"{share.name} ({professions})" if share.name else professions
    facts = {"name": name, "seats": share.capacity}
    if share.released_at is None:
        return (_("%(name)s: %(seats)s kept") if share.overflow else _("%(name)s: %(seats)s at most")) % facts
    kept = _("%(name)s: %(seats)s kept, open to everybody from %(moment)s")
    limited = _("%(name)s: %(seats)s at most, open to everybody from %(moment)s")
    return (kept if share.overflow else limited) % (facts | {"moment": _moment(share.released_at)})


def _time(moment: datetime) -> str:
    return time_format(timezone.localtime(moment), "TIME_FORMAT")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
