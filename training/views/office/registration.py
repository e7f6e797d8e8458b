"""One registration: what was answered and chosen, what was sent, who did what."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.log_actions import registry as log_registry

from training.domain.asked_numbers import keys_in, label_of, numbers_for
from training.domain.credits.history import history_of
from training.domain.queries import sessions_of, sessions_to_choose
from training.domain.questions import said
from training.enums import RegistrationState
from training.models import Registration
from training.views.office.base import EventPage, EventScreen
from training.views.office.rows import detail, name_of, number_state, profession_of


class OneRegistration(EventScreen):
    permission = "training.view_registration"
    screen = "participants"
    registration: Registration

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.event.registrations.select_related("person", "event", "registered_by", "seat_class")
        self.registration = get_object_or_404(rows, pk=kwargs["registration_pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(registration=self.registration, name=name_of(self.registration), **kwargs)


class Show(OneRegistration, EventPage):
    template_name = "training/office/registration.html"

    def get_page_title(self) -> str:
        return name_of(self.registration)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration = self.registration
        minutes = dict(registration.attendances.values_list("session", "minutes"))
        return super().get_context_data(
            profession=profession_of(registration),
            organisation=detail(registration, "organisation"),
            district=detail(registration, "district"),
            said=said(registration),
            numbers=[(label_of(key), number_state(registration, key)) for key in keys_in(self.event)],
            sessions=[(session, minutes.get(session.pk)) for session in sessions_of(registration)],
            contributions=registration.contributions.select_related("session"),
            checks=registration.learning_checks.all(),
            may_contribute=self.may("training.change_contribution") and registration.state == RegistrationState.CONFIRMED,
            credits=history_of(registration),
            sent=registration.messages.order_by("-created_at", "-pk"),
            history=log_registry.get_logs_for_instance(registration).select_related("user").order_by("-timestamp"),
            acts=self.acts() if self.may("training.change_registration") else [],
            **kwargs,
        )

    def acts(self) -> list[tuple[str, str, bool]]:
        """The acts that the state allows: label, address, and whether it takes something from the person."""
        following = RegistrationState.next[self.registration.state]
        waiting = self.registration.state == RegistrationState.WAITING
        active = self.registration.state in RegistrationState.active
        offered = [
            (_("Approve"), "registration_approve", False, self.registration.state in {"pending", "rejected"}),
            (pgettext("waiting list", "Move up"), "registration_move_up", False, waiting),
            (_("Correct the profession"), "registration_profession", False, active),
            (_("Change sessions"), "registration_sessions", False, active and sessions_to_choose(self.event).exists()),
            (_("Professional numbers"), "registration_numbers", False, active and bool(numbers_for(self.event))),
            (_("Reject"), "registration_reject", True, "rejected" in following),
            (_("Cancel the registration"), "registration_cancel", True, "cancelled" in following),
        ]
        return [(label, self.url(name, self.registration.pk), serious) for label, name, serious, shown in offered if shown]
