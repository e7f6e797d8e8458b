"""The questions of a learning check: written one by one or pasted, moved, deleted, and left out once they were answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from training.domain.errors import DomainError
from training.domain.learning_check import building, results
from training.domain.learning_check.drafts import QuestionDraft
from training.domain.learning_check.grading import shape_of
from training.domain.learning_check.verdicts import standings_of
from training.forms.office.fields import NoForm
from training.forms.office.learning_check import LeaveOutForm, OptionFormSet, PasteForm, QuestionForm
from training.models import LearningCheckQuestion, LearningCheckResult
from training.views.office.base import EventForm, EventScreen
from training.views.office.learning_check import ActOnCheck, OwnCheck


class OneQuestion(OwnCheck):
    """A screen of one question; without ``question_pk`` of a new one."""

    question: LearningCheckQuestion | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if "question_pk" in kwargs:
            rows = self.check.questions.select_related("learning_check").prefetch_related("options")
            self.question = get_object_or_404(rows, pk=kwargs["question_pk"])


class EditQuestion(OneQuestion, EventForm):
    back = "check"
    template_name = "training/office/check_question.html"
    form_class = QuestionForm

    def get_page_title(self) -> str:
        return _("Change the question") if self.question else _("New question")

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.question.text} if self.question else {}

    @cached_property
    def formset(self) -> Any:
        options = self.question.options.all() if self.question else []
        initial = [{"text": option.text, "is_correct": option.is_correct} for option in options]
        return OptionFormSet(self.request.POST or None, initial=initial, prefix="options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() & self.formset.is_valid() else self.form_invalid(form)

    def save(self, form: QuestionForm) -> str:
        draft = QuestionDraft(text=form.cleaned_data["text"], options=self.formset.options())
        if self.question:
            building.change_question(self.question, draft)
        else:
            building.add_questions(self.check, [draft])
        self.log("check_questions")
        return _("The question is saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, formset=self.formset, **kwargs)


class PasteQuestions(OwnCheck, EventForm):
    """Shows what was read before it is added. Whatever is wrong is named line by line, and the text stays."""

    back = "check"
    template_name = "training/office/check_paste.html"
    form_class = PasteForm
    page_title = gettext_lazy("Paste questions")

    def form_valid(self, form: PasteForm) -> HttpResponse:
        if "add" in self.request.POST:
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form: PasteForm) -> str:
        added = building.add_questions(self.check, form.drafts())
        self.log("check_questions")
        return ngettext("{n} question is added.", "{n} questions are added.", len(added)).format(n=len(added))


class MoveQuestion(OneQuestion, EventScreen):
    """Changes places with the question above or below, by POST alone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            building.move_question(self.question, up=kwargs["direction"] == "up")
            self.log("check_questions")
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{self.url('check')}#question-{self.question.pk}")


class DeleteQuestion(OneQuestion, ActOnCheck):
    page_title = gettext_lazy("Delete the question")
    submit_label = gettext_lazy("Yes, delete it")
    is_serious = True

    @property
    def consequence(self) -> str:
        return _("The question “{text}” is deleted with its answers.").format(text=self.question.text)

    def save(self, form: NoForm) -> str:
        building.delete_question(self.question)
        self.log("check_questions")
        return _("The question is deleted.")


class SetVoid(OneQuestion, ActOnCheck):
    """What a question counts for, decided for everybody."""

    template_name = "training/office/check_void.html"
    is_serious = True
    counts_then: bool

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what each body will say of the check afterwards."""
        then = [question for question in self.questions if question != self.question]
        if self.counts_then:
            then.append(next(question for question in self.questions if question == self.question))
            then[-1].is_void = False
        standings = [standing for standing in standings_of(self.event, shape_of(then)) if standing.lacking]
        on_paper = LearningCheckResult.objects.filter(registration__event=self.event, right__isnull=True)
        return super().get_context_data(question=self.question, standings=standings, by_hand=on_paper.count(), **kwargs)


class LeaveOut(SetVoid):
    form_class = LeaveOutForm
    page_title = gettext_lazy("Leave the question out")
    submit_label = gettext_lazy("Yes, leave it out for everybody")
    consequence = gettext_lazy(
        "The question counts for nobody any more, whether it was answered rightly or not. The results of everybody who took "
        "the check here are recomputed. Credits follow when they are computed the next time."
    )
    counts_then = False

    def save(self, form: LeaveOutForm) -> str:
        changed = results.leave_out(self.question, reason=form.cleaned_data["reason"])
        self.log("check_void")
        return _recomputed(changed)


class CountAgain(SetVoid):
    page_title = gettext_lazy("Count the question again")
    submit_label = gettext_lazy("Yes, count it again")
    consequence = gettext_lazy(
        "The question counts again for everybody who took the check here. Their results are recomputed. Credits follow when "
        "they are computed the next time."
    )
    counts_then = True

    def save(self, form: NoForm) -> str:
        changed = results.count_again(self.question)
        self.log("check_counted")
        return _recomputed(changed)


def _recomputed(changed: int) -> str:
    sentence = ngettext(
        "{n} result is recomputed. Compute the credits again, so that they follow.",
        "{n} results are recomputed. Compute the credits again, so that they follow.",
        changed,
    )
    return sentence.format(n=changed)
