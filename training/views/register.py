"""The registration form: before any sign-in for visitors, prefilled and done with one step for those signed in."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.asked_numbers import asked_for
from training.domain.errors import DomainError
from training.domain.person import learn, person_for
from training.domain.queries import active_registration, booked_sessions, choice_slots
from training.domain.questions import answers_of, questions_for
from training.domain.registration import (
    AlreadyRegistered,
    RefusedByRules,
    SessionFull,
    availability,
    change_address,
    register,
    request_registration,
)
from training.enums import RegistrationState
from training.forms.registration import RegistrationForm, SignedInRegistrationForm
from training.forms.sessions import field_name
from training.language import chosen_language
from training.models import Person
from training.views.base import EventPage
from training.views.code import send_code
from training.views.remembered import remember, remembered


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RegisterView(EventPage):
    template_name = "training/register.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.person and (existing := active_registration(self.event, self.person)):
            messages.info(request, _("You have registered for this event already. Here is your registration."))
            return redirect(existing.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                return self.accept(form)
            except DomainError as error:
                refuse(form, error)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def accept(self, form: RegistrationForm) -> HttpResponse:
        return self.register(form) if self.request.user.is_authenticated else self.request_code(form)

    def register(self, form: RegistrationForm) -> HttpResponse:
        person = person_for(self.request.user)
        answers = form.answers(email=person.email, language=chosen_language(self.request))
        learn(person, answers.as_dict())
        given = {"sessions": form.chosen_sessions(), "numbers": form.given_numbers()}
        try:
            registration = register(self.event, person=person, answers=answers, **given, now=timezone.now())
        except AlreadyRegistered as known:
            messages.warning(self.request, str(known))
            registration = known.registration
        return redirect(registration.get_absolute_url())

    def request_code(self, form: RegistrationForm) -> HttpResponse:
        answers, now = form.answers(language=chosen_language(self.request)), timezone.now()
        if self.request_so_far and self.request_so_far.state == RegistrationState.REQUESTED:
            change_address(self.request_so_far, email=answers.email, now=now)
        given = {"sessions": form.chosen_sessions(), "numbers": form.given_numbers()}
        registration = request_registration(self.event, answers=answers, **given, now=now)
        remember(self.request, registration)
        return send_code(self.request, registration)

    def form(self, data: Any = None) -> RegistrationForm:
        """Filled with what is known: the profile of who is signed in, or the answers of a request not yet confirmed."""
        form_class = SignedInRegistrationForm if self.request.user.is_authenticated else RegistrationForm
        known = self.request_so_far
        return form_class(
            data,
            initial=self.known_answers(),
            region=self.event.region,
            slots=choice_slots(self.event),
            chosen=booked_sessions(known) if known else (),
            holds_seats=bool(known and known.holds_seat),
            questions=questions_for(self.event),
            answered=answers_of(known) if known else {},
            asked=asked_for(self.event, registration=known, person=self.person),
        )

    def known_answers(self) -> dict[str, Any]:
        if self.request_so_far:
            return self.request_so_far.answers
        fields = ("name", "profession", "organisation", "district")
        return {field: getattr(self.person, field) for field in fields} if self.person else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["availability"] = availability(self.event, now=timezone.now())
        return super().get_context_data(address=self.person.email if self.person else "", **kwargs)

    def prepare(self, **kwargs: Any) -> None:
        super().prepare(**kwargs)
        self.person: Person | None = getattr(self.request.user, "person", None)
        self.request_so_far = None if self.request.user.is_authenticated else remembered(self.request, self.event.pk)


def refuse(form: Form, error: DomainError) -> None:
    """Put a refusal where it can be mended: at the slot whose session is full, else above the form."""
    field = field_name(error.session.slot_id) if isinstance(error, SessionFull) else None
    sentences = error.sentences if isinstance(error, RefusedByRules) else [str(error)]
    form.add_error(field if field in form.fields else None, list(sentences))
