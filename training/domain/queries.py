"""Questions about events and registrations that more than one part asks."""

from typing import Any

from django.db.models import CharField, Count, F, Prefetch, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from training.enums import RegistrationState
from training.models import Event, Person, Registration, Session, Slot


def locked(event: int | Event) -> Event:
    """The event as it stands, with its row locked until the caller's transaction ends. Read after it what you decide on.

    Rows that refer to the event can be added meanwhile, so that nobody's registration waits. Whoever needs registrations
    and counters of seats as well locks in this order: event, registrations, counters. Any other deadlocks on PostgreSQL.
    """
    return _to_lock().get(pk=event if isinstance(event, int) else event.pk)


def lock(event: Event) -> None:
    """As ``locked``, with ``event`` itself brought up to date: for changes that whoever gave it reads there."""
    event.refresh_from_db(from_queryset=_to_lock())


def _to_lock() -> QuerySet[Event]:
    return Event.objects.select_for_update(of=("self",), no_key=True).select_related("region")


def choice_slots(event: Event) -> list[Slot]:
    """The slots in which several sessions run, so that each participant chooses one; sessions prefetched, two queries."""
    sessions = Prefetch("sessions", Session.objects.order_by("start", "title", "pk"))
    return list(_slots(event.pk).filter(choices__gt=1).order_by("start", "pk").prefetch_related(sessions))


def sessions_to_choose(event: Event) -> QuerySet[Session]:
    """The sessions of all slots with a choice, by time. No query before it is read."""
    slots = _slots(event.pk).filter(choices__gt=1)
    return Session.objects.filter(slot__in=slots.values("pk")).order_by("start", "title", "pk")


def _slots(event_id: int) -> QuerySet[Any]:
    return Slot.objects.filter(event=event_id).annotate(choices=Count("sessions"))


def booked_sessions(registration: Registration) -> QuerySet[Session]:
    """The sessions the registration chose, in the order in which their seats are taken."""
    return Session.objects.filter(bookings__registration=registration).order_by("pk")


def sessions_of(registration: Registration) -> list[Session]:
    """The sessions a registration takes part in: those nobody chooses, and those it chose. One query, by time."""
    sessions = Session.objects.filter(event_id=registration.event_id).select_related("slot")
    alone = sessions.filter(slot__in=_slots(registration.event_id).filter(choices=1))
    booked = sessions.filter(pk__in=booked_sessions(registration).values("pk"))
    return list((alone | booked).order_by("start", "pk"))


def open_choices(registration: Registration) -> list[Slot]:
    """The slots in which the registration has still to choose a session, because the one it wanted was full. One query."""
    booked = [booking.slot_id for booking in registration.bookings.all()]
    return list(_slots(registration.event_id).filter(choices__gt=1).exclude(pk__in=booked).order_by("start", "pk"))


def active_registration(event: Event, person: Person) -> Registration | None:
    """The one registration of the person for the event that is neither cancelled, rejected nor expired."""
    mine = Registration.objects.filter(event=event, person=person, state__in=RegistrationState.active)
    return mine.select_related("event__region", "event__venue", "person").first()


def confirmed(event: int | Event) -> QuerySet[Registration]:
    """Those with a confirmed place at the event. Each has a person, as the database demands."""
    return Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)


def with_profession(registrations: QuerySet[Registration]) -> QuerySet[Any]:
    """The registrations, each with its ``profession``: what was said when registering, else what is known of the person."""
    said = NullIf(Cast(KT("answers__profession"), CharField()), Value(""))
    return registrations.annotate(profession=Coalesce(said, F("person__profession"), Value(""), output_field=CharField()))


def profession_of(registration: Registration) -> str:
    """The profession that ``with_profession`` gives; no query when the person is loaded."""
    known = registration.person.profession if registration.person else ""
    return str(registration.answers.get("profession") or known)
