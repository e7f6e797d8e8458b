"""What German chambers want of an event, held against how it is planned. The chamber decides; these are hints."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plugins.api import AccreditationPlan
from plugins.regions.de.chambers import MEDICAL_CHAMBERS, PHYSICIANS
from plugins.regions.de.mfbo import MAX_SMALL_GROUP

SECTORS_OF_PHYSICIANS = frozenset({"health", "public_health"})


def open_to_physicians(plan: AccreditationPlan) -> Iterator[str]:
    """An accredited event is open to all physicians, without restriction to certain groups, as far as there is room.

    Source: aeksa.de, information for organisers, of the Medical Chamber of Saxony-Anhalt. That the other medical chambers
    want the same is our reading, so it is put as a question to the chamber. A reserve restricts nobody; a cap does.
    """
    for share in plan.shares:
        if share.is_cap and PHYSICIANS & set(share.professions):
            sentence = _(
                "The seats for physicians are limited to {seats}. Chambers want an event open to all physicians as far as "
                "there is room. Make the share a reserve, or ask the chamber."
            )
            yield sentence.format(seats=share.seats)
    if _addresses_none(plan):
        yield _("The event does not address physicians. Chambers accredit what is open to them: add them, or ask the chamber.")
    elif plan.professions and not set(plan.professions) >= PHYSICIANS:
        yield _("The event addresses only some physicians. Chambers want it open to all of them: add them, or ask the chamber.")
    if _keeps_all_seats_from_them(plan):
        yield _(
            "All seats are kept for other professions, so that physicians get none. Leave seats for them, or ask the chamber."
        )


def _addresses_none(plan: AccreditationPlan) -> bool:
    if plan.professions:
        return PHYSICIANS.isdisjoint(plan.professions)
    return bool(plan.sectors) and SECTORS_OF_PHYSICIANS.isdisjoint(plan.sectors)


def _keeps_all_seats_from_them(plan: AccreditationPlan) -> bool:
    for_everybody = plan.seats - sum(share.seats for share in plan.shares)
    return for_everybody == 0 and all(PHYSICIANS.isdisjoint(share.professions) for share in plan.shares)


def mfbo2024_conflicts(plan: AccreditationPlan) -> Iterator[str]:
    """As ``open_to_physicians``, and category C is for at most 25 people.

    Source of the limit: the extract of the MFBO 2024, section 10, named in ``mfbo2024``.
    """
    yield from open_to_physicians(plan)
    if plan.category == "C" and plan.seats > MAX_SMALL_GROUP:
        sentence = _(
            "Category C is for at most {limit} people, and the event has {seats} seats. Lower them, or choose another."
        )
        yield sentence.format(limit=MAX_SMALL_GROUP, seats=plan.seats)


def opk_conflicts(plan: AccreditationPlan) -> Iterator[str]:
    """What another chamber has recognised is not accredited once more.

    Source: opk-info.de (Akkreditierung, Fortbildungsveranstaltung). Once the OPK has answered, nothing is left to say.
    """
    if plan.status == "granted":
        return
    for other in plan.others:
        if other.scheme in MEDICAL_CHAMBERS and other.status == "granted":
            sentence = _(
                "{body} has accredited the event already. The OPK does not accredit it once more: ask it what it takes."
            )
            yield sentence.format(body=other.body)
        elif other.scheme in MEDICAL_CHAMBERS and other.status in {"planned", "applied"}:
            sentence = _("{body} is asked, too. The OPK does not accredit what another chamber has accredited: choose one.")
            yield sentence.format(body=other.body)
