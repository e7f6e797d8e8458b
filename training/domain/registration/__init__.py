"""Registering, changing and leaving: what screens and commands call. How somebody comes in is in ``admission``.

``entering`` is for whom we know, ``requesting`` and ``confirming`` are the anonymous form and its code; ``choosing``,
``approving`` and ``cancelling`` change a registration. Moving up is in ``waiting_list``.
"""

from training.domain.admission import Answers, EventFull
from training.domain.errors import RegistrationError
from training.domain.registration.approving import approve, reject
from training.domain.registration.cancelling import cancel, cancellation_ends
from training.domain.registration.choosing import change_sessions, session_change_ends
from training.domain.registration.confirming import confirm_request, expire_requests
from training.domain.registration.entering import AlreadyRegistered, register
from training.domain.registration.requesting import change_address, request_registration
from training.domain.rules import RefusedByRules
from training.domain.seating.availability import Availability, AvailabilityState, availabilities, availability
from training.domain.seating.seats import SessionFull, reconcile
from training.domain.transitions import Outdated, TransitionRefused

__all__ = [
    "AlreadyRegistered",
    "Answers",
    "Availability",
    "AvailabilityState",
    "EventFull",
    "Outdated",
    "RefusedByRules",
    "RegistrationError",
    "SessionFull",
    "TransitionRefused",
    "approve",
    "availabilities",
    "availability",
    "cancel",
    "cancellation_ends",
    "change_address",
    "change_sessions",
    "confirm_request",
    "expire_requests",
    "reconcile",
    "register",
    "reject",
    "request_registration",
    "session_change_ends",
]
