"""With which profession somebody registered, where that decides on seats."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.errors import RegistrationError
from training.domain.seating.plan import plan_of
from training.domain.seating.reseating import reseat
from training.domain.seating.seats import NoSeat
from training.domain.seating.waiting_list import promote
from training.domain.seating.words import taken_for
from training.domain.transitions import Outdated, current, touch
from training.enums import RegistrationState
from training.models import Person, Registration


def change_profession(registration: Registration, profession: str, *, now: datetime) -> Registration:
    """The office corrects with which profession somebody registered; seat and place in the queue follow the new one.

    Somebody without an account has it corrected in their record too, for nobody else can. Raises RegistrationError when
    somebody who has a seat would have none with the new profession, with nothing written.
    """
    with suppress(Outdated):  # its seat was given to the share of its profession in this moment
        return _change_profession(registration, profession, now=now)
    return _change_profession(registration, profession, now=now)


def _change_profession(registration: Registration, profession: str, *, now: datetime) -> Registration:
    with transaction.atomic():
        registration = current(registration)
        _check_may_change(registration)
        said: dict[str, Any] = {"answers": registration.answers | {"profession": profession}}
        registration = _with_seat(registration, profession, said, now=now)
        Person.objects.filter(registrations=registration, user=None).update(profession=profession)
    promote(registration.event, now=now)
    return registration


def _check_may_change(registration: Registration) -> None:
    if registration.state not in RegistrationState.active:
        raise RegistrationError(_("This registration is no longer active, so its profession cannot be changed."))


def _with_seat(registration: Registration, profession: str, said: dict[str, Any], *, now: datetime) -> Registration:
    """Writes ``said``, with a seat that the profession may take where the registration holds one: its own, else a free one."""
    plan = plan_of(registration.event, now=now)
    if not registration.holds_seat or registration.seat_class in plan.open_to(profession):
        home = registration.seat_class if registration.holds_seat else plan.home(profession)
        touch(registration, now=now, seat_class=home, **said)
        return registration
    for place in plan.free_for(profession):
        with suppress(NoSeat):
            return reseat(registration, place, now=now, **said)
    sentence = _("{reason} The profession stays as it was. Change the seats of the event first, or cancel the registration.")
    raise RegistrationError(sentence.format(reason=taken_for(plan, profession)))
