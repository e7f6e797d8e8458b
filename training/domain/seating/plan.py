"""Whose seats are whose: the seats for everybody, and the shares of some professions.

A share's seats are taken by its own professions. When it is full they may take seats for everybody, or, where the share is a
cap, they may not. From its release on, everybody may take what is left of it; a cap stays a cap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from training.domain.errors import RegistrationError
from training.models import Event, SeatClass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPlan:
    """The seats of an event as they were read, and who may sit where at ``now``. A profession has one share at most."""

    general: SeatClass
    shares: tuple[SeatClass, ...]
    now: datetime

    @property
    def classes(self) -> tuple[SeatClass, ...]:
        return (self.general, *self.shares)

    def share_of(self, profession: str) -> SeatClass | None:
        """The share that somebody of that profession belongs to, if there is one."""
        return next((share for share in self.shares if profession in share.professions), None)

    def home(self, profession: str) -> SeatClass:
        """The class that somebody of that profession is counted against first."""
        return self.share_of(profession) or self.general

    def open_to(self, profession: str) -> list[SeatClass]:
        """The classes somebody of that profession may sit in, in the order in which they are tried."""
        own = self.share_of(profession)
        if own and not own.overflow:
            return [own]
        released = [share for share in self.shares if share != own and self.is_released(share)]
        return [*([own] if own else []), self.general, *released]

    def is_released(self, share: SeatClass) -> bool:
        """Whether everybody may take what is left of the share."""
        return share.released_at is not None and share.released_at <= self.now

    def free_for(self, profession: str) -> list[SeatClass]:
        """The classes of ``open_to`` that had a free seat when they were read."""
        return [seats for seats in self.open_to(profession) if seats.free > 0]

    def left_by(self, waiting: Iterable[str]) -> list[SeatClass]:
        """The classes with a free seat that nobody of the ``waiting`` professions may take."""
        wanted = {seats.pk for profession in waiting for seats in self.open_to(profession)}
        return [seats for seats in self.classes if seats.free > 0 and seats.pk not in wanted]


def plan_of(event: Event, *, now: datetime) -> SeatPlan:
    """How the event's seats are shared; one query. Raises RegistrationError for an event without seats."""
    plan = plans_of([event.pk], now=now).get(event.pk)
    if plan is None:
        raise RegistrationError(_("This event has no seats yet. Please ask the office."))
    return plan


def plans_of(keys: Iterable[int], *, now: datetime) -> dict[int, SeatPlan]:
    """The plans of events by their key; one query, however many events. One without seats for everybody has none."""
    found: dict[int, list[SeatClass]] = {}
    for seats in SeatClass.objects.filter(event__in=list(keys)).order_by("pk"):
        found.setdefault(seats.event_id, []).append(seats)
    general = {key: next((seats for seats in classes if not seats.professions), None) for key, classes in found.items()}
    return {
        key: SeatPlan(general=everybody, shares=tuple(seats for seats in found[key] if seats.professions), now=now)
        for key, everybody in general.items()
        if everybody
    }
