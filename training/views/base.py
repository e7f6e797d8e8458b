"""What the pages of one event share: which events the public sees, in which language and time zone they speak."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from training.enums import EventState
from training.language import speak
from training.models import Event, Registration

PUBLIC_EVENTS = Event.objects.filter(state__in=EventState.public).select_related("region__root_page", "venue")


class EventPage(TemplateView):
    """A page of one public event. A draft answers 404, as if it did not exist."""

    event: Event

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.prepare(**kwargs)
        speak(request, region=self.event.region)
        with timezone.override(self.event.time_zone):
            response = super().dispatch(request, *args, **kwargs)
            # Rendered here, because the time zone of the event holds no longer than this block.
            return response.render() if hasattr(response, "render") else response

    def prepare(self, **kwargs: Any) -> None:
        self.event = get_object_or_404(PUBLIC_EVENTS, code=kwargs["code"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, region=self.event.region, **kwargs)


class RegistrationPage(EventPage):
    """A page of one registration, found by its secret token.

    Whoever holds the link sees the state. Name, address and answers, the link for participants, and every change are for
    the person alone, signed in: a link can be forwarded.
    """

    registration: Registration

    def prepare(self, **kwargs: Any) -> None:
        super().prepare(**kwargs)
        registrations = self.event.registrations.select_related("person__user")
        self.registration = get_object_or_404(registrations, token=kwargs["token"])
        self.registration.event = self.event

    @property
    def is_own(self) -> bool:
        user, person = self.request.user, self.registration.person
        return bool(user.is_authenticated and person and person.user_id == user.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(registration=self.registration, is_own=self.is_own, **kwargs)
