"""The questions of a learning check as a form: buttons to choose one answer, boxes where several may be right."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.domain.learning_check.grading import right_options
from training.models import LearningCheckQuestion

REFUSALS = {
    "required": _("This question is still open. Please answer it."),
    "invalid_choice": _("The question has changed since you opened this page. Please answer it again."),
}


class CheckForm(forms.Form):
    """One field for each question. ``attempt`` is the one this page was made for, so that it is handed in once."""

    attempt = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Iterable[LearningCheckQuestion], attempt: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["attempt"] = attempt
        self.questions = list(questions)
        for number, question in enumerate(self.questions, start=1):
            self.fields[field_name(question)] = _field(question, number)

    def answers(self) -> dict[int, set[int]]:
        """The chosen options of a valid form, by question."""
        chosen = ((question.pk, self.cleaned_data[field_name(question)]) for question in self.questions)
        return {pk: {int(key) for key in ([keys] if isinstance(keys, str) else keys)} for pk, keys in chosen}


def field_name(question: LearningCheckQuestion) -> str:
    return f"question_{question.pk}"


def _field(question: LearningCheckQuestion, number: int) -> forms.ChoiceField:
    common: dict[str, Any] = {
        "label": f"{number}. {question.text}",
        "choices": [(str(option.pk), option.text) for option in question.options.all()],
        "error_messages": REFUSALS,
    }
    if len(right_options(question)) == 1:
        return forms.ChoiceField(widget=forms.RadioSelect, help_text=_("Choose one answer."), **common)
    several = _("Choose every answer that is right.")
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, help_text=several, **common)
