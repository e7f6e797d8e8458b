"""One registration: how it stands, what happens next, and what can be changed."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Q
from django.utils import timezone

from training.domain.asked_numbers import asked_of, label_of
from training.domain.queries import (
    choice_slots,
    open_choices,
    profession_of,
    sessions_of,
    with_profession,
)
from training.domain.questions import may_answer, questions_for, said
from training.domain.registration import (
    availability,
    cancellation_ends,
    session_change_ends,
)
from training.domain.reporting.own import has_own_reports
from training.domain.seating.plan import SeatPlan, plan_of
from training.domain.seating.words import taken_for
from training.enums import EventState, RegistrationState
from training.models import LearningCheck, Registration
from training.views.base import RegistrationPage
from training.views.mail_code import MailCode
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
