"""What the person alone does with their registration: answering and choosing anew, cancelling, taking the calendar entry."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.asked_numbers import asked_of
from training.domain.calendar import Feed
from training.domain.calendar.entry import registration_entries
from training.domain.errors import DomainError
from training.domain.queries import (
    booked_sessions,
    choice_slots,
)
from training.domain.questions import answers_of, change_answers, questions_for
from training.domain.registration import (
    RegistrationError,
    cancel,
    change_sessions,
)
from training.enums import RegistrationState
from training.forms.registration import AnswersForm
from training.forms.sessions import SessionsForm
from training.views.base import RegistrationPage
from training.views.files import ICALENDAR, written_file
from training.views.register import refuse


class OwnRegistrationPage(RegistrationPage):
    """A page for the person alone. Others who have the link are led to where the person can sign in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.prepare(**kwargs)
        if not self.is_own:
            messages.info(request, _("Please sign in first. We send a code to the address you registered with."))
            return redirect(self.registration.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)


class ChangePage(OwnRegistrationPage):
    """A form that changes the registration all at once, or leaves it as it was."""

    done: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.save(form)
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, self.done)
                return redirect(self.registration.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form(self, data: Any = None) -> Form:
        raise NotImplementedError

    def save(self, form: Any) -> None:
        """Make the domain call. May raise DomainError."""
        raise NotImplementedError


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AnswersView(ChangePage):
    """Answering plugins' questions differently, and giving, replacing or deleting a professional number."""

    template_name = "training/answers.html"
    done = gettext_lazy("Your answers have been changed.")

    def form(self, data: Any = None) -> AnswersForm:
        return AnswersForm(
            data,
            questions=questions_for(self.event),
            answered=answers_of(self.registration),
            asked=asked_of(self.registration),
        )

    def save(self, form: AnswersForm) -> None:
        change_answers(self.registration, answers=form.question_answers(), numbers=form.given_numbers(), now=timezone.now())


class SessionsView(ChangePage):
    """Choosing other sessions: all at once, or the old ones stay."""

    template_name = "training/sessions.html"
    done = gettext_lazy("Your sessions have been changed.")

    def save(self, form: SessionsForm) -> None:
        change_sessions(self.registration, sessions=form.chosen_sessions(), now=timezone.now())

    def form(self, data: Any = None) -> SessionsForm:
        return SessionsForm(
            data,
            slots=choice_slots(self.event),
            chosen=booked_sessions(self.registration),
            holds_seats=self.registration.holds_seat,
        )


class CancelView(OwnRegistrationPage):
    """Asks once more, then cancels."""

    template_name = "training/cancel.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            cancel(self.registration, now=timezone.now())
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your registration is cancelled. Thank you for telling us: your seat goes to others."))
        return redirect(self.registration.get_absolute_url())


class InvitationView(OwnRegistrationPage):
    """The person's calendar entry as a file to save; published, because a file is no invitation to answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.registration.state != RegistrationState.CONFIRMED:
            raise Http404
        feed = Feed(entries=tuple(registration_entries(self.registration)), method="PUBLISH")
        return written_file(feed.to_ical(), name=f"{slugify(self.event.code)}.ics", media_type=ICALENDAR)
