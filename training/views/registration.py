"""One registration: how it stands, what happens next, and what can be changed."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Exists, Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.asked_numbers import asked_of, label_of
from training.domain.calendar import Feed
from training.domain.calendar.entry import registration_entries
from training.domain.errors import DomainError
from training.domain.queries import (
    booked_sessions,
    choice_slots,
    open_choices,
    profession_of,
    sessions_of,
    with_profession,
)
from training.domain.questions import answers_of, change_answers, may_answer, questions_for, said
from training.domain.registration import (
    RegistrationError,
    availability,
    cancel,
    cancellation_ends,
    change_sessions,
    session_change_ends,
)
from training.domain.reporting.own import has_own_reports
from training.domain.seating.plan import SeatPlan, plan_of
from training.domain.seating.words import taken_for
from training.enums import EventState, RegistrationState
from training.forms.registration import AnswersForm
from training.forms.sessions import SessionsForm
from training.models import LearningCheck, Registration
from training.views.base import RegistrationPage
from training.views.files import ICALENDAR, written_file
from training.views.mail_code import MailCode
from training.views.register import refuse
from training.views.remembered import remembered
from training.views.words import COLORS, request_sentence, waiting_sentence


class RegistrationView(RegistrationPage):
    """Readable with the link alone; GET changes nothing."""

    template_name = "training/registration.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration, now = self.registration, timezone.now()
        is_active = registration.state in RegistrationState.active and self.event.state != EventState.CANCELLED
        return super().get_context_data(
            next_steps=self.next_steps(),
            color=COLORS.get(registration.state, "info"),
            is_open_request=registration.state in RegistrationState.personless and not registration.person_id,
            is_active=is_active,
            is_over=self.event.end <= now,
            check=self.check() if self.is_own else None,
            can_cancel=is_active and now < cancellation_ends(registration),
            cancellation_ends=cancellation_ends(registration),
            sessions=sessions_of(registration) if is_active else [],
            open_choices=open_choices(registration) if self.is_to_choose(now) else [],
            said=said(registration) if self.is_own else [],
            numbers=[(label_of(row.key), row) for row in registration.numbers.order_by("key")] if self.is_own else [],
            has_credits=self.is_own and has_own_reports(registration, now=now),
            can_answer=self.is_own and may_answer(registration, now=now) and self.asks(),
            can_choose=is_active and now < session_change_ends(self.event) and bool(choice_slots(self.event)),
            pending=MailCode.pending(self.request, registration),
            may_edit=remembered(self.request, self.event.pk) == registration,
            **kwargs,
        )

    def is_to_choose(self, now: datetime) -> bool:
        return self.registration.state in RegistrationState.seated and now < session_change_ends(self.event)

    def check(self) -> LearningCheck | None:
        """The check of the event, where there is something for the person to see of it."""
        released = Q(is_released=True) if self.registration.state == RegistrationState.CONFIRMED else Q(pk=None)
        taken = Exists(self.registration.learning_checks.values("pk"))
        return LearningCheck.objects.filter(released | Q(taken), event=self.event).first()

    def asks(self) -> bool:
        return bool(questions_for(self.event) or asked_of(self.registration))

    def next_steps(self) -> str:
        registration, now = self.registration, timezone.now()
        if registration.state == RegistrationState.WAITING:
            plan = plan_of(self.event, now=now)
            reason = taken_for(plan, profession_of(registration)) if plan.shares else ""
            return f"{reason} {waiting_sentence(self.event, ahead=ahead_of(registration, plan))}".strip()
        if registration.state in RegistrationState.personless:
            expected = availability(self.event, profession=profession_of(registration), now=now)
            return request_sentence(registration, expected, now=now)
        return ""


def ahead_of(registration: Registration, plan: SeatPlan) -> int:
    """How many wait longer for a seat that this person may take; one query."""
    waiting = Registration.objects.filter(event=registration.event_id, state=RegistrationState.WAITING)
    longer = with_profession(waiting.filter(waiting_since__lt=registration.waiting_since))
    mine = plan.open_to(profession_of(registration))
    return sum(any(seats in mine for seats in plan.open_to(row.profession)) for row in longer)


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
