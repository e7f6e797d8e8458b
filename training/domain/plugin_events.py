"""What plugins are told of registrations: by the worker, after the transaction of what they are told of.

A task is a row of the same database. It is written in that transaction, so that nothing is forgotten when the process ends,
and taken back with it.
"""

from typing import Literal, TypeAlias

from plugins.manager import implementations
from plugins.runtime import hooks_for
from training.enums import RegistrationState
from training.models import Registration

Occasion: TypeAlias = Literal["registration_confirmed", "course_completed"]
"""The name of the hook that is called."""


def announce(occasion: Occasion, registration: Registration) -> None:
    """Have the worker tell the plugins, in the caller's transaction. Nothing is written where no plugin listens."""
    from training.tasks import tell_plugins  # a task calls this module

    if implementations(occasion):
        tell_plugins.enqueue(occasion, registration.pk)


def tell(occasion: Occasion, registration: int) -> int:
    """Tell the plugins active in the region, and return how many were told without a failure, which is recorded.

    Nobody is told of a place that was given up again before the worker came. Never call this inside a transaction.
    """
    confirmed = Registration.objects.filter(state=RegistrationState.CONFIRMED, person__isnull=False)
    known = confirmed.select_related("event__region", "person").filter(pk=registration).first()
    if known is None:
        return 0
    region = known.event.region
    answers = hooks_for(region).each(occasion, region=region.ref, registration=known.ref)
    return sum(answer.error is None for answer in answers)
