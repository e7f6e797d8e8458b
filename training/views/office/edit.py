"""The settings of an event, and moving it to another time."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain import events
from training.forms.office.event import EventSettingsForm, MoveForm
from training.models import Event
from training.views.office.base import EventForm
from training.views.office.fit import TellsConflicts


class EditEvent(TellsConflicts, EventForm):
    permission = "training.change_event"
    screen = "edit"
    template_name = "training/office/edit.html"
    form_class = EventSettingsForm
    page_title = gettext_lazy("Settings")

    def get_form_kwargs(self) -> dict[str, Any]:
        # A form of its own copy: a refusal must not leave half of what was typed on the event that the screen shows.
        copy = Event.objects.get(pk=self.event.pk)
        return super().get_form_kwargs() | {"instance": copy}

    def get_initial(self) -> dict[str, Any]:
        return {"capacity": sum(seats.capacity for seats in self.event.seat_classes.all())}

    def save(self, form: EventSettingsForm) -> str:
        sequence = self.event.sequence
        changed = events.update_event(
            self.event, changes=form.changes(), capacity=form.cleaned_data["capacity"], now=timezone.now()
        )
        self.log("edit")
        if changed.sequence > sequence:
            return _("The settings are saved. Confirmed participants get a new invitation, because the place has changed.")
        return _("The settings are saved.")


class MoveEvent(EventForm):
    permission = "training.change_event"
    screen = "edit"
    template_name = "training/office/confirm.html"
    form_class = MoveForm
    page_title = gettext_lazy("Move the event")
    submit_label = gettext_lazy("Yes, move it")
    consequence = gettext_lazy(
        "The whole programme and the deadlines move along. Confirmed participants get a mail with a new invitation."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"start": self.event.start}

    def save(self, form: MoveForm) -> str:
        events.reschedule(self.event, start=form.cleaned_data["start"], now=timezone.now())
        self.log("move")
        return _("The event is moved.")
