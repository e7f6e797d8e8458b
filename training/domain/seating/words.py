"""What is said of free and taken seats where an event has shares for some professions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.domain.seating.plan import SeatPlan
from training.models import SeatClass


def free_sentence(free: int) -> str:
    """How many seats are free."""
    return ngettext("%(free)s seat is free.", "%(free)s seats are free.", free) % {"free": free}


def free_in_shares(plan: SeatPlan, left: Iterable[SeatClass]) -> str:
    """How many seats of the classes ``left`` are free, for whom some of them are kept, and who gets none."""
    open_classes = list(left)
    kept = [seats for seats in open_classes if seats.professions and not plan.is_released(seats)]
    free = sum(seats.free for seats in open_classes)
    none_left = [share for share in plan.shares if not share.overflow and share not in open_classes]
    return " ".join(filter(None, [free_sentence(free), _kept(kept, free), _none_for(none_left)]))


def _kept(shares: list[SeatClass], free: int) -> str:
    if not shares:
        return ""
    names = ", ".join(f"{share.label} ({share.free})" for share in shares) if shares[1:] else shares[0].label
    kept = sum(share.free for share in shares)
    if kept == free:
        return _("All of them are kept for: %(names)s.") % {"names": names}
    return ngettext(
        "%(kept)s of them is kept for: %(names)s.", "%(kept)s of them are kept for: %(names)s.", kept
    ) % {"kept": kept, "names": names}  # fmt: skip


def _none_for(shares: list[SeatClass]) -> str:
    return _("No seat is free for: %(names)s.") % {"names": ", ".join(share.label for share in shares)} if shares else ""


def taken_for(plan: SeatPlan, profession: str) -> str:
    """Why somebody of that profession gets no seat now."""
    own = plan.share_of(profession)
    if own and not own.overflow:
        return _("All seats for %(name)s are taken.") % {"name": own.label}
    if any(seats.free > 0 for seats in plan.classes):
        return _("All seats for your profession are taken. Those still free are kept for others.")
    return _("All seats are taken.")
