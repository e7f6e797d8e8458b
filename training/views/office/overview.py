"""An event at a glance: where it stands, what to do now, what acts on it; and the acts on the event as a whole."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from training.domain import attendance, events
from training.domain.accrediting.conflicts import conflicts_of
from training.domain.accrediting.deadlines import tasks_of
from training.domain.acting import acting_on
from training.domain.credits.outdated import outdated
from training.domain.seating.availability import availability
from training.enums import RegistrationState
from training.forms.office.event import CallOffForm
from training.forms.office.fields import NoForm
from training.models import CreditEntry
from training.views.office.base import EventForm, EventPage
from training.views.office.next_steps import Progress, next_steps


class Overview(EventPage):
    template_name = "training/office/overview.html"
    page_title = gettext_lazy("Overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event, now = self.event, timezone.now()
        states = Counter(dict(event.registrations.values_list("state").annotate(Count("pk"))))
        seats = list(event.seat_classes.order_by("pk"))
        slots = list(event.slots.order_by("start", "pk").prefetch_related("sessions"))
        accreditations = list(event.accreditations.order_by("pk"))
        owed = tasks_of(accreditations, now=now) if self.may("training.change_accreditation") else []
        conflicts = conflicts_of(event, accreditations, now=now)
        progress = Progress(
            states=states,
            free=sum(seat_class.free for seat_class in seats),
            unmarked=sum(row.recorded < row.expected for row in attendance.progress(event)),
            credits=CreditEntry.objects.filter(registration__event=event).count(),
            outdated=outdated(event) if event.attendance_closed_at else 0,
        )
        return super().get_context_data(
            seats=seats,
            slots=slots,
            states=states,
            steps=next_steps(event, progress, self.actions, owed=owed, conflicts=conflicts, now=now),
            availability=availability(event, now=now),
            acting=acting_on(event),
            bodies=[(row, [one.sentence for one in conflicts if one.accreditation == row]) for row in accreditations],
            may_accredit=self.may("training.change_accreditation"),
            may_change=self.may("training.change_event"),
            public_url=reverse("training:event", args=[event.code]) if event.state != "draft" else "",
            **kwargs,
        )


class Announce(EventForm):
    permission = "training.change_event"
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Announce the event")
    submit_label = gettext_lazy("Yes, announce it")
    consequence = gettext_lazy(
        "The event appears on the public site and in the calendar. People can register from the opening of registration on."
    )

    def save(self, form: NoForm) -> str:
        events.announce(self.event, now=timezone.now())
        self.log("announce")
        return _("“{title}” is announced.").format(title=self.event.title)


class Close(EventForm):
    permission = "training.change_event"
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Close the event")
    submit_label = gettext_lazy("Yes, close it")
    consequence = gettext_lazy("Nobody can register any more. You can open it again. Attendance and credits stay open to you.")

    def save(self, form: NoForm) -> str:
        events.close(self.event, now=timezone.now())
        self.log("close")
        return _("“{title}” is closed.").format(title=self.event.title)


class Cancel(EventForm):
    permission = "training.change_event"
    template_name = "training/office/confirm.html"
    form_class = CallOffForm
    page_title = gettext_lazy("Call off the event")
    submit_label = gettext_lazy("Yes, call it off and tell everyone")
    is_serious = True

    @property
    def consequence(self) -> str:
        count = self.event.registrations.filter(state__in=RegistrationState.active).count()
        sentence = ngettext(
            "{n} person is told by mail and the event disappears from their calendar. This cannot be taken back.",
            "{n} people are told by mail and the event disappears from their calendars. This cannot be taken back.",
            count,
        )
        return sentence.format(n=count)

    def save(self, form: CallOffForm) -> str:
        told = events.cancel_event(self.event, reason=form.cleaned_data["reason"], now=timezone.now())
        self.log("cancel_event")
        return ngettext(
            "The event is called off. {n} person is told.", "The event is called off. {n} people are told.", told
        ).format(n=told)


class Discard(EventForm):
    permission = "training.delete_event"
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Delete the event")
    submit_label = gettext_lazy("Yes, delete it")
    consequence = gettext_lazy("The event and its programme are deleted. The training's page stays as it is.")
    is_serious = True

    def save(self, form: NoForm) -> str:
        title = self.event.title
        events.discard(self.event)
        return _("“{title}” is deleted.").format(title=title)

    def get_success_url(self) -> str:
        return reverse("events:index") if self.event.pk is None else self.url("overview")
