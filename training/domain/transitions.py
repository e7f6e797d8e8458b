"""The gate through which every change of a registration's state goes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from training.domain.errors import RegistrationError
from training.domain.number_retention import forget_unreported
from training.domain.plugin_events import announce
from training.enums import NumberGone, RegistrationState
from training.models import Registration


class TransitionRefused(RegistrationError):
    """The table of transitions does not lead from the registration's state to the asked one."""


class Outdated(RegistrationError):
    """Somebody else changed the registration between reading and writing; nothing was written."""


def current(registration: Registration) -> Registration:
    """The registration as it is stored now, with what a mail about it needs. One query."""
    related = ("event__region", "event__venue", "person", "seat_class")
    return Registration.objects.select_related(*related).get(pk=registration.pk)


def move(registration: Registration, to: RegistrationState, *, now: datetime, **fields: Any) -> None:
    """Changes the state, and ``fields`` with it, if the table allows it and the row is still as it was read.

    The conditional UPDATE makes each transition happen once, however many processes try, and locks the row for the rest
    of the transaction. Plugins hear of each confirmation once it commits. With the end of a registration its numbers go.
    Raises TransitionRefused or Outdated. If the transaction is rolled back, read the row again.
    """
    if to not in RegistrationState.next[registration.state]:
        sentence = _("This registration is “%(state)s”. It cannot become “%(to)s”.")
        raise TransitionRefused(sentence % {"state": registration.get_state_display(), "to": to.label})
    touch(registration, now=now, state=to, **fields)
    if to in RegistrationState.ended:
        forget_unreported(registration, because=NumberGone.ENDED, now=now)
    if to == RegistrationState.CONFIRMED:
        announce("registration_confirmed", registration)


def touch(registration: Registration, *, now: datetime, **fields: Any) -> None:
    """Writes ``fields`` if state and seat are still as they were read; raises Outdated otherwise."""
    as_read = {name: getattr(registration, name) for name in ("pk", "state", "holds_seat", "held_until", "seat_class_id")}
    if not Registration.objects.filter(**as_read).update(changed_at=now, **fields):
        raise Outdated(_("This registration has been changed a moment ago. Please look at it again."))
    for name, value in fields.items():
        setattr(registration, name, value)
    registration.changed_at = now
