"""Results of a learning check in the back office: entered from paper, and taken back."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.learning_check import results
from training.domain.learning_check.grading import shape_of
from training.forms.office.fields import NoForm
from training.forms.office.learning_check import ResultForm
from training.models import LearningCheckResult
from training.views.office.base import EventForm
from training.views.office.learning_check import ActOnCheck, OwnCheck
from training.views.office.rows import name_of


class EnterResult(OwnCheck, EventForm):
    """The result of a test that somebody took on paper."""

    permission = "training.change_learningcheckresult"
    back = "check"
    form_class = ResultForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.event.registrations.select_related("person", "event__learning_check")
        self.registration = get_object_or_404(rows, pk=kwargs["registration_pk"])

    def get_page_title(self) -> str:
        return _("Result of {name}").format(name=name_of(self.registration))

    @property
    def introduction(self) -> str:
        return _("For a test on paper. Who takes the check on this site needs no entry.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"shape": shape_of(self.questions)}

    def save(self, form: ResultForm) -> str:
        correct, shape = form.cleaned_data["correct"], form.shape()
        results.enter_result(self.registration, correct=correct, shape=shape, by=self.request.user, now=timezone.now())
        self.log("check_result", self.registration)
        return _("The result of {name} is saved.").format(name=name_of(self.registration))


class TakeBack(ActOnCheck):
    permission = "training.change_learningcheckresult"
    page_title = gettext_lazy("Take the result back")
    submit_label = gettext_lazy("Yes, take it back")
    is_serious = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = LearningCheckResult.objects.select_related("registration__person", "registration__event__learning_check")
        self.result = get_object_or_404(rows, registration__event=self.event, pk=kwargs["result_pk"])

    @property
    def consequence(self) -> str:
        sentence = _(
            "{name} answered {correct} of {questions} questions rightly. The result is deleted as if it had never been: the "
            "attempt is free again, and the credits change when they are computed the next time."
        )
        return sentence.format(
            name=name_of(self.result.registration), correct=self.result.correct, questions=self.result.questions
        )

    def save(self, form: NoForm) -> str:
        results.take_back(self.result)
        self.log("check_taken_back", self.result.registration)
        return _("The result is taken back.")
