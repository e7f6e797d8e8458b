"""A new event, made from the published page of a training."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plugins.models import Region
from training.domain import planning
from training.domain.accrediting.application_facts import copy_goals
from training.domain.events import EventError
from training.domain.seating.shares import Share, set_seats
from training.enums import ContributorRole, Delivery
from training.models import Contributor, Event, Module, SeatClass, TrainingPage, Venue

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that nobody mistakes for one another, on paper or on the telephone: no 0 and O, no 1, I and L, no U."""
CANCEL_BEFORE = timedelta(days=3)
PROMOTE_BEFORE = timedelta(hours=24)


@transaction.atomic
def schedule(
    page: TrainingPage,
    *,
    region: Region,
    start: datetime,
    capacity: int,
    venue: Venue | None = None,
    delivery: str = Delivery.PRESENCE,
    runs: int = 1,
    session_capacity: int | None = None,
    shares: Iterable[Share] = (),
    now: datetime,
) -> Event:
    """Make an event in preparation from a training's published page, with its programme and its seats.

    Title, facts, goals and programme are copied from what is published, never from a draft. Registration opens now and closes
    at the start, cancelling is possible until three days before it, and people move up until a day before. The modules are
    placed as ``planning.plan`` says, ``runs`` times where several run side by side. Raises EventError, SharesError,
    ProgrammeError.
    """
    published = TrainingPage.objects.get(pk=page.pk)
    _check_request(published, region=region, capacity=capacity, runs=runs)
    modules = list(Module.objects.filter(page=published).order_by("sort_order"))
    planning.check_modules(modules)
    with translation.override(region.language):
        slots = planning.plan(modules, start=start.astimezone(ZoneInfo(region.time_zone)), runs=runs)
    event = _create(
        region,
        page=published,
        title=published.title,
        summary=published.intro,
        host=published.host or region.organisation,
        scientific_lead=_scientific_lead(published),
        professions=published.professions,
        sectors=published.sectors,
        start=slots[0].start,
        end=slots[-1].end,
        time_zone=region.time_zone,
        venue=venue,
        delivery=delivery,
        registration_opens=min(now, start),
        registration_closes=start,
        cancellation_deadline=start - CANCEL_BEFORE,
        promotion_ends=start - PROMOTE_BEFORE,
    )
    copy_goals(published, event)
    SeatClass.objects.create(event=event, capacity=capacity)
    set_seats(event, total=capacity, shares=shares, now=now)
    planning.write_programme(event, slots=slots, capacity=capacity, session_capacity=session_capacity)
    return event


def _check_request(page: TrainingPage, *, region: Region, capacity: int, runs: int) -> None:
    if not page.live:
        raise EventError(
            _("This training is not published yet. Publish its page first, so that people can read what it is about.")
        )
    if region.root_page and not page.is_descendant_of(region.root_page):
        raise EventError(_("This training belongs to another region. Choose one of {region}.").format(region=region))
    if capacity < 1:
        raise EventError(_("An event needs at least one seat. Enter how many people can take part."))
    if runs < 1:
        raise EventError(_("Sessions side by side are held at least once. Enter 1 or more runs."))


def _scientific_lead(page: TrainingPage) -> str:
    leads = Contributor.objects.filter(page=page, role=ContributorRole.SCIENTIFIC_LEAD).order_by("sort_order")
    return ", ".join(leads.values_list("name", flat=True))[:200]


def _create(region: Region, **fields: Any) -> Event:
    """Two organisers may draw the same code in the same moment: the unique constraint decides and the loser draws again."""
    for _attempt in range(10):
        code = new_code(region)
        try:
            with transaction.atomic():
                return Event.objects.create(region=region, code=code, **fields)
        except IntegrityError:
            if not Event.objects.filter(code=code).exists():
                raise
    raise EventError(_("No free event code was found. Try again."))


def new_code(region: Region) -> str:
    """Give a short code that begins with the region's, such as HE-7K3M, and is not taken yet."""
    while True:
        code = f"{region.code}-{''.join(secrets.choice(ALPHABET) for _place in range(4))}"
        if not Event.objects.filter(code=code).exists():
            return code
