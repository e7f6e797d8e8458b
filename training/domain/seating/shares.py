"""How many seats an event has, and which of them are shares for some professions: the only writer of both."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.audience import profession_label, profession_labels
from training.domain.errors import DomainError
from training.domain.queries import with_profession
from training.domain.seating.plan import SeatPlan, plan_of
from training.models import Event, Registration, SeatClass


class SharesError(DomainError):
    """The seats cannot be shared like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share as an organiser sets it; ``pk`` is None for a new one. The other fields are those of ``SeatClass``."""

    professions: tuple[str, ...]
    seats: int
    name: str = ""
    overflow: bool = True
    released_at: datetime | None = None
    pk: int | None = None


def shares_of(event: Event) -> list[Share]:
    """The shares of an event as they are set, in the order in which they were made."""
    rows = event.seat_classes.exclude(professions="").order_by("pk")
    return [
        Share(
            pk=row.pk,
            name=row.name,
            professions=tuple(row.professions),
            seats=row.capacity,
            overflow=row.overflow,
            released_at=row.released_at,
        )
        for row in rows
    ]


def copied_shares(event: Event) -> list[Share]:
    """The shares of an event for a new one; a release, which is a day of the old event, is not taken over."""
    return [replace(share, pk=None, released_at=None) for share in shares_of(event)]


def name_of(share: Share) -> str:
    """What to call it: its name, else its professions."""
    return share.name or " / ".join(profession_labels(share.professions))


@transaction.atomic
def set_seats(event: Event, *, total: int, shares: Iterable[Share] | None = None, now: datetime) -> None:
    """Set how many seats the event has in all, and which of them are shares; what is in no share is for everybody.

    Without ``shares`` those it has stay; those not named any more are dissolved. Whoever has a seat keeps one: people sit in
    the share of their profession as far as it reaches, the longest registered first, else in seats for everybody. Raises
    SharesError when there are too few seats for that, when the shares are more than the whole, when a profession is in two of
    them, or when a cap is below those of its professions who have seats.
    """
    wanted = shares_of(event) if shares is None else list(shares)
    # Registrations before counters, as everywhere; with both locked nobody comes, goes or moves until this is done.
    seated = Registration.objects.filter(event=event, holds_seat=True).select_for_update(of=("self",))
    rows = list(with_profession(seated).order_by("created_at", "pk"))
    before = {seats.pk: seats for seats in event.seat_classes.select_for_update().order_by("pk")}
    _check(total, wanted, taken=sum(seats.taken for seats in before.values()))
    general = plan_of(event, now=now).general
    general.capacity = total - sum(share.seats for share in wanted)
    kept = [_share(event, share, before) for share in wanted]
    plan = SeatPlan(general=general, shares=tuple(kept), now=now)
    _write(plan, before, rows, _placed(plan, before, rows))


def _check(total: int, shares: Sequence[Share], *, taken: int) -> None:
    if total < max(1, taken):
        sentence = _("{taken} seats are taken, so the event needs at least as many. Cancel registrations first.")
        raise SharesError(sentence.format(taken=taken))
    if any(not share.professions or share.seats < 1 for share in shares):
        raise SharesError(_("A share needs at least one profession and one seat. Empty its row if you do not want it."))
    whole = sum(share.seats for share in shares)
    if whole > total:
        sentence = _("The shares add up to {sum} seats, but the event has only {total}. Change one of the two.")
        raise SharesError(sentence.format(sum=whole, total=total))
    named = Counter(profession for share in shares for profession in share.professions)
    if twice := [profession_label(profession) for profession, count in named.items() if count > 1]:
        sentence = _("In two shares: {names}. Each profession can be in one share only.")
        raise SharesError(sentence.format(names=", ".join(twice)))


def _share(event: Event, share: Share, before: dict[int, SeatClass]) -> SeatClass:
    """The class of the share, not written yet unless it is new."""
    known = before.get(share.pk) if share.pk else None
    if share.pk and (known is None or not known.professions):
        raise SharesError(_("Somebody has changed the shares a moment ago. Please look at them again."))
    seats = known or SeatClass(event=event)
    for name in ("name", "professions", "overflow", "released_at"):
        setattr(seats, name, getattr(share, name))
    seats.capacity = share.seats
    if known is None:
        seats.save()
    return seats


def _placed(plan: SeatPlan, before: dict[int, SeatClass], rows: Sequence[Any]) -> dict[int, list[Any]]:
    """Who sits where by the plan, by the key of the class. Raises SharesError when somebody would have no seat."""
    held = Counter(row.seat_class_id for row in rows)
    # Seats taken by nobody we know of, for example because a counter is wrong, stay taken.
    room = {seats.pk: seats.capacity - max(0, seats.taken - held[seats.pk]) for seats in plan.classes}
    placed: dict[int, list[Any]] = {seats.pk: [] for seats in plan.classes}

    def sit(row: Any, key: int) -> bool:
        if len(placed.get(key, ())) >= room.get(key, 0):
            return False
        placed[key].append(row)
        return True

    others = [row for row in rows if not ((own := plan.share_of(row.profession)) and sit(row, own.pk))]
    _check_caps(plan, others, placed)
    # Whoever sits in a released share can stay there, so that those who cannot go before.
    others.sort(key=lambda row: row.seat_class_id in placed and row.seat_class_id != plan.general.pk)
    released = [share.pk for share in plan.shares if plan.is_released(share)]
    lost = [row for row in others if not any(sit(row, key) for key in (plan.general.pk, row.seat_class_id, *released))]
    if lost:
        sentence = ngettext(
            "{n} person who has a seat would lose it, because too few seats are for everybody. Make the shares smaller.",
            "{n} people who have seats would lose them, because too few seats are for everybody. Make the shares smaller.",
            len(lost),
        )
        raise SharesError(sentence.format(n=len(lost)))
    return placed


def _check_caps(plan: SeatPlan, others: Iterable[Any], placed: dict[int, list[Any]]) -> None:
    """A cap speaks of who comes; those who have come before it was set stay, so that it cannot be below them."""
    for share in plan.shares:
        over = sum(row.profession in share.professions for row in others)
        if over and not share.overflow:
            sentence = _("{n} people of “{name}” have seats, so there cannot be a limit of {seats}. Enter {n} or more.")
            n = over + len(placed[share.pk])
            raise SharesError(sentence.format(n=n, name=share.label, seats=share.capacity))


def _write(plan: SeatPlan, before: dict[int, SeatClass], rows: Sequence[Any], placed: dict[int, list[Any]]) -> None:
    """The seats of people, then the counters by ascending key, then the classes that are gone."""
    held = Counter(row.seat_class_id for row in rows)
    for key, people in placed.items():
        moved = [row.pk for row in people if row.seat_class_id != key]
        Registration.objects.filter(pk__in=moved).update(seat_class=key)
    for seats in sorted(plan.classes, key=lambda seats: seats.pk):
        seats.taken += len(placed[seats.pk]) - held[seats.pk]
        seats.save()
    gone = before.keys() - placed.keys()
    Registration.objects.filter(seat_class__in=gone).update(seat_class=plan.general)
    SeatClass.objects.filter(pk__in=gone).delete()
