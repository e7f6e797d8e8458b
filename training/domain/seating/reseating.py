"""Moving a seat that somebody holds from one class to another: to the share of its profession, or because that has changed."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.queries import with_profession
from training.domain.seating import seats
from training.domain.seating.plan import plan_of
from training.domain.seating.seats import NoSeat
from training.domain.transitions import Outdated, current, touch
from training.models import Event, Registration, SeatClass


def settle(event: Event, *, now: datetime) -> int:
    """Gives those who sit outside of the share of their profession its free seats, so that a share is used before the rest.

    What they held becomes free for others. Returns how many moved; one query for an event without shares.
    """
    shares = [share for share in plan_of(event, now=now).shares if share.free > 0]
    return sum(_settle(share, now=now) for share in shares)


def _settle(share: SeatClass, *, now: datetime) -> int:
    seated = with_profession(Registration.objects.filter(event=share.event_id, holds_seat=True))
    elsewhere = seated.filter(profession__in=share.professions).exclude(seat_class=share).order_by("created_at", "pk")
    moved = 0
    for registration in elsewhere[: share.free]:
        with suppress(NoSeat, Outdated):  # another process was faster
            reseat(registration, share, now=now)
            moved += 1
    return moved


def reseat(registration: Registration, place: SeatClass, *, now: datetime, **fields: Any) -> Registration:
    """Moves a held seat to another class and writes ``fields``, all at once; raises NoSeat or Outdated with nothing written."""
    with transaction.atomic():
        stored = current(registration)
        if (stored.seat_class_id, stored.holds_seat) != (registration.seat_class_id, True):
            raise Outdated(_("This registration has been changed a moment ago. Please look at it again."))
        touch(stored, now=now, seat_class=place, **fields)
        seats.swap_class(registration.seat_class_id, place)
    return stored
