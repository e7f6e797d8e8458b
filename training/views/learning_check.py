"""A participant's learning check: what it means, its questions, and how it came out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from training.domain.learning_check.access import Access, access_of, shows_answers
from training.domain.learning_check.errors import LearningCheckError
from training.domain.learning_check.grading import counted, shape_of
from training.domain.learning_check.results import hand_in, questions_of
from training.domain.learning_check.verdicts import granted_demands, reaches_own_mark, verdicts_on
from training.forms.learning_check import CheckForm
from training.models import LearningCheck, LearningCheckQuestion, LearningCheckResult
from training.views.own_registration import OwnRegistrationPage


class CheckPage(OwnRegistrationPage):
    """A page of the event's check, for the participant alone. A check nobody released and nobody took answers 404."""

    def prepare(self, **kwargs: Any) -> None:
        super().prepare(**kwargs)
        check = LearningCheck.objects.filter(event=self.event).first()
        self.results: list[LearningCheckResult] = list(self.registration.learning_checks.order_by("attempt"))
        if check is None or not (check.is_released or self.results):
            raise Http404
        check.event = self.event
        self.event.learning_check = self.check = check

    @cached_property
    def access(self) -> Access:
        return access_of(self.registration, self.check, now=timezone.now())

    @cached_property
    def questions(self) -> list[LearningCheckQuestion]:
        return questions_of(self.check)

    @property
    def address(self) -> str:
        return reverse("training:check", args=[self.event.code, self.registration.token])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(check=self.check, access=self.access, **kwargs)


class CheckView(CheckPage):
    """How the person stands, and the way to the questions."""

    template_name = "training/check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shape = shape_of(self.questions)
        return super().get_context_data(
            number=shape.questions,
            results=self.results,
            verdicts=verdicts_on(self.results, granted_demands(self.event), shape),
            own_mark=reaches_own_mark(self.check, self.results),
            review=self.review() if self.results and shows_answers(self.check, self.access) else [],
            **kwargs,
        )

    def review(self) -> list[tuple[LearningCheckQuestion, bool | None]]:
        """Each question, and whether it was answered rightly in the last attempt; None where that was on paper."""
        right = self.results[-1].right
        return [(question, None if right is None else question.pk in right) for question in self.questions]


class QuestionsView(CheckPage):
    """The questions. Nothing answered is lost when one is left open, and nothing is handed in by then."""

    template_name = "training/check_questions.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.access.may_take:
            return self.back(self.access.reason)
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not self.access.may_take:
            return self.back(self.access.reason)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            attempt = form.cleaned_data["attempt"]
            result = hand_in(self.registration, form.answers(), attempt=attempt, now=timezone.now())
        except LearningCheckError as refusal:
            return self.back(str(refusal))
        said = _("Thank you. You answered {correct} of {questions} questions rightly.")
        messages.success(request, said.format(correct=result.correct, questions=result.questions))
        return redirect(self.address)

    def form(self, data: Any = None) -> CheckForm:
        return CheckForm(data, questions=counted(self.questions), attempt=self.access.used + 1)

    def back(self, sentence: str) -> HttpResponse:
        messages.warning(self.request, sentence)
        return redirect(self.address)
