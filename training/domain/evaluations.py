"""Who handed in the evaluation of an event, as the office enters it. What an evaluation says is not kept here."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from training.domain.queries import confirmed, locked
from training.models import Evaluation, Event, Registration


def evaluators(event: Event) -> QuerySet[Registration]:
    """Those who may have handed one in, by name: everybody with a confirmed place; with the note that they did, one query."""
    return confirmed(event).select_related("person", "evaluation").order_by("person__name", "pk")


@transaction.atomic
def note_evaluations(event: Event, handed_in: Collection[int], *, by: AbstractBaseUser | None, now: datetime) -> int:
    """Note that exactly these registrations handed in their evaluation, and return how many notes that changed.

    Who noted one before stays. Keys of registrations that are not confirmed ones of the event are passed over.
    """
    event = locked(event)
    own = set(evaluators(event).filter(pk__in=handed_in).values_list("pk", flat=True))
    noted = Evaluation.objects.filter(registration__event=event)
    gone, _by_model = noted.exclude(registration__in=own).delete()
    new = own.difference(noted.values_list("registration", flat=True))
    Evaluation.objects.bulk_create(
        Evaluation(registration_id=pk, entered_by_id=by.pk if by else None, entered_at=now) for pk in sorted(new)
    )
    return gone + len(new)
