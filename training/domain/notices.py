"""What is told to a person about a registration: kind, words, invitation."""

import re
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from training.domain.calendar import invitation
from training.domain.messages import draft, enqueue, put
from training.domain.queries import open_choices, profession_of
from training.domain.seating.plan import plan_of
from training.domain.seating.words import taken_for
from training.enums import RegistrationState
from training.models import Event, Message, Registration, SessionBooking

INVITING = frozenset({"confirmed", "promoted", "event_changed"})
CHOOSING = frozenset({"confirmed", "promoted", "pending"})
CANCELLING = frozenset({"cancelled_by_participant", "cancelled_by_organiser", "event_cancelled"})
_BLANK_LINES = re.compile(r"\n{3,}")
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)


def send(kind: str, registration: Registration, *, now: datetime) -> Message | None:
    """Puts the mail ``training/mail/<kind>.txt`` into the outbox, in the caller's transaction, once per registration.

    None for a person without a mail address, whom an organiser registered by hand.
    """
    mail = _mail(kind, registration, key=f"{kind}:{registration.pk}", now=now)
    return enqueue(mail) if mail else None


def tell_everyone(kind: Literal["event_changed", "event_cancelled"], event: Event, *, now: datetime) -> int:
    """Writes to all who are registered or waiting; returns how many mails that are. Never call it inside a transaction.

    Call it after ``event.sequence`` was raised: told once per sequence, and calendars heed only a higher one.
    """
    event = Event.objects.select_related("region", "venue").prefetch_related("slots").get(pk=event.pk)
    active = Registration.objects.filter(event=event, state__in=RegistrationState.active).order_by("pk")
    mails = []
    for registration in active.select_related("person").prefetch_related(_bookings()):
        registration.event = event
        mails.append(_mail(kind, registration, key=f"{kind}:{event.sequence}:{registration.pk}", now=now))
    written = [mail for mail in mails if mail]
    put(written)
    return len(written)


def _bookings() -> Prefetch:
    return Prefetch("bookings", SessionBooking.objects.select_related("session__slot").order_by("session__start", "pk"))


def _mail(kind: str, registration: Registration, *, key: str, now: datetime) -> Message | None:
    if not registration.email:
        return None
    prefetch_related_objects([registration], _bookings())
    calendar = _calendar(kind, registration)
    method = _METHOD.search(calendar)
    event = registration.event
    with translation.override(language_of(registration)), timezone.override(ZoneInfo(event.time_zone)):
        facts = _facts(registration, choosing=kind in CHOOSING, now=now)
        if kind == "waiting":
            facts["taken"] = taken_for(plan_of(event, now=now), profession_of(registration))
        subject = render_to_string(f"training/mail/{kind}_subject.txt", facts)
        text = _BLANK_LINES.sub("\n\n", render_to_string(f"training/mail/{kind}.txt", facts))
    return draft(
        key=key,
        region=event.region,
        recipient=registration.email,
        subject=subject,
        text=text,
        registration=registration,
        calendar=calendar,
        calendar_method=method[1] if method else "",
        now=now,
    )


def _calendar(kind: str, registration: Registration) -> str:
    if registration.confirmed_at is None:  # never invited, so there is nothing to take back
        return ""
    if kind in INVITING:
        return invitation(registration, method="REQUEST")
    return invitation(registration, method="CANCEL") if kind in CANCELLING else ""


def language_of(registration: Registration) -> str:
    """The language the person asked for, else the region's."""
    known = dict(settings.LANGUAGES)
    person = registration.person
    wishes = [registration.answers.get("language", ""), person.language if person else "", registration.event.region.language]
    return next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)


def _facts(registration: Registration, *, choosing: bool, now: datetime) -> dict[str, Any]:
    """Plain values only: a template of a mail can reach nothing else."""
    event, person = registration.event, registration.person
    cancel_until = event.cancellation_deadline or event.start
    path = reverse("training:registration", args=[event.code, registration.token])
    return {
        "name": person.name if person else registration.answers.get("name", ""),
        "title": event.title,
        "start": event.start,
        "end": event.end,
        "one_day": timezone.localdate(event.start) == timezone.localdate(event.end),
        "place": event.venue.address if event.venue else "",
        "online_url": event.online_url if registration.confirmed_at else "",
        "sessions": [
            {"slot": booking.session.slot.label, "title": booking.session.title, "room": booking.session.room}
            for booking in registration.bookings.all()
        ],
        "open_choices": [slot.label for slot in open_choices(registration)] if choosing else [],
        "reason": registration.cancellation_reason or event.cancellation_reason,
        "cancel_until": cancel_until if cancel_until > now else None,
        "url": f"{settings.BASE_URL}{path}",
        "office": event.region.organisation,
        "contact": event.region.contact_email,
    }
