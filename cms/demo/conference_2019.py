"""The conference of 2019 as it is on record: held, attended by 260 people, with the results of its forums.

It is written as history, straight into the tables: nobody is to receive a mail about it.
"""

from datetime import date, datetime
from decimal import Decimal
from itertools import cycle

from cms.demo import hessen
from cms.demo.events import HESSIAN_CHAMBER, at
from cms.demo.people import participants
from plugins.models import Region
from training.domain.accrediting.accreditation import record
from training.domain.attendance import mark_all
from training.domain.closing import close_attendance
from training.domain.credits.runs import work_off
from training.domain.events import announce, close
from training.domain.reporting.by_hand import mark_by_hand
from training.domain.scheduling import schedule
from training.enums import AccreditationStatus, RegistrationState
from training.models import (
    Accreditation,
    Event,
    Person,
    Registration,
    Session,
    SessionBooking,
    SessionResult,
    TrainingPage,
    Venue,
)

DAY, REPORTED = date(2019, 5, 25), date(2019, 5, 29)
PARTICIPANTS = 260


def load(region: Region, page: TrainingPage, *, guests: list[Person]) -> Event:
    """Record the conference with its 260 participants, of whom the guests are the first."""
    opened = at(date(2019, 3, 1), 9)
    venue = Venue.objects.create(region=region, name="Tagungsstätte", city="Bad Nauheim")
    event = schedule(
        page, region=region, start=at(DAY, 9, 30), capacity=PARTICIPANTS, runs=2, session_capacity=30, venue=venue, now=opened
    )
    announce(event, now=opened)
    invented = Person.objects.bulk_create(Person(**facts) for facts in participants(PARTICIPANTS - len(guests)))
    _register(event, [*guests, *invented], at(DAY, 8))
    for session in event.sessions.select_related("event", "slot"):
        mark_all(session, now=event.end)
    _write_results(event)
    accreditation = record(
        event,
        body=HESSIAN_CHAMBER,
        scheme="de_mfbo2013",
        category="A",
        status=AccreditationStatus.GRANTED,
        granted=Decimal(6),
        granted_on=date(2019, 4, 15),
        now=event.end,
    )
    _award(event)
    _report_physicians(accreditation)
    return close(event, now=event.end)


def _award(event: Event) -> None:
    """Close the attendance and write the credits here: who opens the demo finds them, whether a worker runs or not."""
    run = close_attendance(event, count_absent=False, by=None, now=event.end)
    event.refresh_from_db()
    work_off(run, clock=lambda: event.end)


def _report_physicians(accreditation: Accreditation) -> None:
    """By hand, as it was done then; nobody else has an account with the chamber."""
    physicians = accreditation.event.registrations.filter(person__profession="physician")
    chosen = list(physicians.values_list("pk", flat=True))
    mark_by_hand(accreditation, registrations=chosen, on=REPORTED, note="Liste mit der Post", by=None, now=at(REPORTED, 12))


def _register(event: Event, people: list[Person], moment: datetime) -> None:
    seats = event.seat_classes.get()
    registrations = Registration.objects.bulk_create(
        Registration(
            event=event,
            person=person,
            email=person.email,
            seat_class=seats,
            state=RegistrationState.CONFIRMED,
            holds_seat=True,
            confirmed_at=moment,
        )
        for person in people
    )
    seats.taken = len(registrations)
    seats.save(update_fields=["taken"])
    for run, slot in enumerate(slot for slot in event.slots.order_by("start") if slot.sessions.count() > 1):
        _book(registrations, list(slot.sessions.order_by("pk")), shift=run)


def _book(registrations: list[Registration], forums: list[Session], *, shift: int) -> None:
    """Spread the people evenly, and in the second run to another forum than in the first."""
    order = cycle([*forums[shift:], *forums[:shift]])
    bookings = [
        SessionBooking(registration=registration, session=forum, slot_id=forum.slot_id)
        for registration, forum in zip(registrations, order, strict=False)
    ]
    SessionBooking.objects.bulk_create(bookings)
    for forum in forums:
        forum.taken = sum(booking.session_id == forum.pk for booking in bookings)
        forum.save(update_fields=["taken"])


def _write_results(event: Event) -> None:
    results = {forum.title: (forum.first, forum.second) for forum in hessen.FORUMS}
    for run, slot in enumerate(slot for slot in event.slots.order_by("start") if slot.sessions.count() > 1):
        for session in slot.sessions.all():
            SessionResult.objects.bulk_create(
                SessionResult(session=session, text=text, position=position)
                for position, text in enumerate(results[session.title][run])
            )
