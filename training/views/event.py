from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from training.domain.accrediting.accreditation import grants_of
from training.domain.registration import availability
from training.models import Event, Session, Slot
from training.views.base import EventPage
from training.views.words import shares_in_words


class EventView(EventPage):
    """All facts of one event: when and where, the programme, what bodies granted, and whether there is a seat."""

    template_name = "training/event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            availability=availability(self.event, now=timezone.now()),
            slots=programme(self.event),
            grants=grants_of(self.event),
            shares=shares_in_words(self.event),
            **kwargs,
        )


def programme(event: Event) -> QuerySet[Slot]:
    """The slots of an event in order of time, each with its sessions by start and room; two queries."""
    sessions = Session.objects.order_by("start", "room", "title", "pk")
    return event.slots.order_by("start", "pk").prefetch_related(Prefetch("sessions", queryset=sessions))
