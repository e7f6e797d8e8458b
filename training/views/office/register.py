"""Registering somebody by hand."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from training.domain import queries
from training.domain.by_hand import register_by_hand
from training.domain.seating.plan import plan_of
from training.domain.seating.words import free_in_shares, taken_for
from training.enums import RegistrationState
from training.forms.office.registration import RegisterForm
from training.views.office.base import EventForm


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RegisterByHand(EventForm):
    permission = "training.add_registration"
    screen = back = "participants"
    form_class = RegisterForm
    page_title = gettext_lazy("Register somebody")
    submit_label = gettext_lazy("Register")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    @property
    def introduction(self) -> str:
        plan = plan_of(self.event, now=timezone.now())
        open_classes = [seats for seats in plan.classes if seats.free > 0]
        free = sum(seats.free for seats in open_classes)
        if free and plan.shares:
            otherwise = _("Who gets none of them is put on the waiting list.")
            return f"{free_in_shares(plan, open_classes)} {otherwise}"
        if free < 1:
            return _("All seats are taken: the person is put on the waiting list.")
        sentence = ngettext(
            "{n} seat is free. The registration is confirmed at once.",
            "{n} seats are free. The registration is confirmed at once.",
            free,
        )
        return sentence.format(n=free)

    def save(self, form: RegisterForm) -> str:
        given = {"sessions": form.chosen_sessions(), "numbers": form.given_numbers()}
        made = register_by_hand(self.event, answers=form.answers(), **given, by=self.request.user, now=timezone.now())
        self.log("register", made)
        if made.state == RegistrationState.WAITING:
            reason = taken_for(plan_of(self.event, now=timezone.now()), queries.profession_of(made))
            return _("{reason} {name} is on the waiting list.").format(reason=reason, name=made.person.name)
        return _("{name} is registered.").format(name=made.person.name)
