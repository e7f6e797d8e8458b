"""The acts of the office on one registration, each after a confirmation."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from training.domain import queries
from training.domain import registration as registrations
from training.domain.asked_numbers import asked_for
from training.domain.number_retention import hand_in
from training.domain.profession import change_profession
from training.domain.queries import booked_sessions, choice_slots
from training.domain.seating.waiting_list import move_up
from training.forms.office.fields import NoForm
from training.forms.office.registration import HandedInForm, OfficeSessionsForm, ReasonForm
from training.forms.office.seats import ProfessionForm
from training.views.office.base import EventForm
from training.views.office.registration import OneRegistration
from training.views.office.rows import name_of


class Act(OneRegistration, EventForm):
    """An act on one registration, after a confirmation."""

    permission = "training.change_registration"
    template_name = "training/office/confirm.html"
    form_class: Any = NoForm

    def parents(self) -> list[tuple[Any, str]]:
        return [*super().parents(), (name_of(self.registration), self.get_success_url())]

    def get_success_url(self) -> str:
        return self.url("registration", self.registration.pk)


class Cancel(Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Cancel the registration")
    submit_label = gettext_lazy("Yes, cancel it")
    consequence = gettext_lazy("The seat becomes free for somebody else. The person is told by mail.")
    is_serious = True

    def save(self, form: ReasonForm) -> str:
        registrations.cancel(self.registration, reason=form.cleaned_data["reason"], by=self.request.user, now=timezone.now())
        self.log("cancel", self.registration)
        return _("The registration of {name} is cancelled.").format(name=name_of(self.registration))


class Approve(Act):
    page_title = gettext_lazy("Approve the registration")
    submit_label = gettext_lazy("Yes, approve it")
    consequence = gettext_lazy("The person gets a confirmation with a calendar invitation.")

    def save(self, form: NoForm) -> str:
        registrations.approve(self.registration, by=self.request.user, now=timezone.now())
        self.log("approve", self.registration)
        return _("The registration of {name} is approved.").format(name=name_of(self.registration))


class Reject(Act):
    form_class = ReasonForm
    page_title = gettext_lazy("Reject the registration")
    submit_label = gettext_lazy("Yes, reject it")
    consequence = gettext_lazy("The seat becomes free for somebody else. The person is told by mail.")
    is_serious = True

    def save(self, form: ReasonForm) -> str:
        registrations.reject(self.registration, reason=form.cleaned_data["reason"], by=self.request.user, now=timezone.now())
        self.log("reject", self.registration)
        return _("The registration of {name} is rejected.").format(name=name_of(self.registration))


class MoveUp(Act):
    page_title = gettext_lazy("Move up from the waiting list")
    submit_label = gettext_lazy("Yes, give the seat")
    consequence = gettext_lazy("The person gets a seat, whoever else is waiting, and is told by mail.")

    def save(self, form: NoForm) -> str:
        move_up(self.registration, by=self.request.user, now=timezone.now())
        self.log("move_up", self.registration)
        return _("{name} has a seat now.").format(name=name_of(self.registration))


class ChangeProfession(Act):
    template_name = "training/office/form.html"
    form_class = ProfessionForm
    page_title = gettext_lazy("Correct the profession")
    introduction = gettext_lazy(
        "It decides which seats the person may take. Somebody with an account keeps what their profile says."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    def get_initial(self) -> dict[str, Any]:
        return {"profession": queries.profession_of(self.registration)}

    def save(self, form: ProfessionForm) -> str:
        change_profession(self.registration, form.cleaned_data["profession"], now=timezone.now())
        self.log("profession", self.registration)
        return _("The profession of {name} is corrected.").format(name=name_of(self.registration))


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangeNumbers(Act):
    """Numbers that the person handed in at the desk. What is stored is shown by its last digits only."""

    template_name = "training/office/form.html"
    form_class = HandedInForm
    page_title = gettext_lazy("Professional numbers")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"asked": asked_for(self.event, registration=self.registration)}

    def save(self, form: HandedInForm) -> str:
        if given := form.given_numbers():
            hand_in(self.registration, given, now=timezone.now())
            self.log("number", self.registration)
        return _("The numbers of {name} are saved.").format(name=name_of(self.registration))


class ChangeSessions(Act):
    template_name = "training/office/form.html"
    form_class = OfficeSessionsForm
    page_title = gettext_lazy("Change sessions")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"slots": choice_slots(self.event), "chosen": booked_sessions(self.registration)}

    def save(self, form: OfficeSessionsForm) -> str:
        registrations.change_sessions(
            self.registration, sessions=form.chosen_sessions(), by=self.request.user, now=timezone.now()
        )
        self.log("sessions", self.registration)
        return _("The sessions of {name} are changed.").format(name=name_of(self.registration))
