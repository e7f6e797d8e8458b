"""Entering the code from the mail: it confirms a request, and signs in whoever entered it."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.account import account_for
from training.domain.errors import DomainError
from training.domain.person import learn, person_for
from training.domain.registration import availability, confirm_request
from training.enums import RegistrationState
from training.forms.code import CodeForm
from training.models import Registration
from training.views.base import RegistrationPage
from training.views.mail_code import CodeNotSent, MailCode, address_of
from training.views.remembered import remembered
from training.views.words import holds_seat, request_sentence


class SendCodeView(RegistrationPage):
    """Mails a new code to the address of the registration, for whoever has its link; a GET only leads back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.registration.get_absolute_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return send_code(request, self.registration)


def send_code(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Mail a code and go where it is entered; if it could not be sent, go to the registration and say so."""
    try:
        MailCode.start(request, registration)
    except CodeNotSent as error:
        messages.error(request, str(error))
        return redirect(registration.get_absolute_url())
    return redirect("training:registration_code", registration.event.code, registration.token)


@method_decorator(sensitive_post_parameters("code"), name="dispatch")
class CodeView(RegistrationPage):
    template_name = "training/code.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if MailCode.pending(request, self.registration) is None:
            return redirect(self.registration.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=CodeForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pending = MailCode.pending(request, self.registration)
        if pending is None:
            return self.refuse_late()
        form = CodeForm(request.POST)
        if form.is_valid() and pending.accepts(form.cleaned_data["code"]):
            return self.enter()
        if form.is_valid():
            if not pending.attempts_left:
                return self.refuse_late()
            form.add_error("code", _wrong(pending.attempts_left))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse_late(self) -> HttpResponse:
        if not self.is_own:
            sentence = _("This code is no longer valid. Nothing is lost: please ask for a new one.")
            messages.warning(self.request, sentence)
        return redirect(self.registration.get_absolute_url())

    def enter(self) -> HttpResponse:
        """The address is proved: confirm the request if it is one, then sign in."""
        email, registration = address_of(self.registration), self.registration
        user = account_for(email)
        if registration.state in RegistrationState.personless:
            try:
                registration = self.confirm(user)
            except DomainError as error:
                messages.error(self.request, str(error))
        return sign_in(self.request, user, email=email, to=registration.get_absolute_url())

    def confirm(self, user: AbstractUser) -> Registration:
        person = learn(person_for(user), self.registration.answers)
        confirmed = confirm_request(self.registration, person=person, now=timezone.now())
        if confirmed.pk != self.registration.pk:
            messages.info(self.request, _("You had registered for this event already. That registration stands."))
        return confirmed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            pending=MailCode.pending(self.request, self.registration),
            is_held=holds_seat(self.registration, now=now),
            seat_sentence=request_sentence(self.registration, availability(self.event, now=now), now=now),
            may_edit=remembered(self.request, self.event.pk) == self.registration,
            **kwargs,
        )


def _wrong(attempts_left: int) -> str:
    return ngettext(
        "This is not the code from the newest mail. You have one more attempt.",
        "This is not the code from the newest mail. You have %(number)s more attempts.",
        attempts_left,
    ) % {"number": attempts_left}


def sign_in(request: HttpRequest, user: AbstractUser, *, email: str, to: str) -> HttpResponse:
    """Sign in through allauth's stages, so that a second factor is asked of whoever has one."""
    if request.user == user:
        return redirect(to)
    record_authentication(request, user, method="code", email=email)
    return perform_login(request, Login(user=user, email=email, redirect_url=to))
