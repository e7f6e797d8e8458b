"""Plugins' questions as fields of a form, which the site makes itself: a plugin says what is asked, not how it looks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.api import RegistrationQuestion

TEXT, LONG_TEXT = 200, 1000
"""How many characters an answer may have."""

YES, NO = "yes", "no"


class QuestionsForm(forms.Form):
    """One field for each question. What is ``answered`` already stays on offer, even when its question offers it no longer."""

    questions_are_binding = True
    """Whether a required question has to be answered."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[RegistrationQuestion] = (),
        answered: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            answer = (answered or {}).get(question.key)
            required = question.required and self.questions_are_binding
            self.fields[field_name(question)] = field_of(question, required=required, answer=answer)

    def question_fields(self) -> list[forms.BoundField]:
        return [self[field_name(question)] for question in self.questions]

    def question_answers(self) -> dict[str, Any]:
        """The answers of a valid form by the questions' keys, without those left empty."""
        given = {question.key: self.cleaned_data[field_name(question)] for question in self.questions}
        return {key: answer for key, answer in given.items() if answer not in ("", None)}


def field_name(question: RegistrationQuestion) -> str:
    return f"question_{question.key}"


def field_of(question: RegistrationQuestion, *, required: bool, answer: Any = None) -> forms.Field:
    """The field of one question, filled with the answer that was given before."""
    common = {
        "label": question.label,
        "help_text": question.help_text,
        "required": required,
        "error_messages": {
            "required": _("Please answer this question."),
            "invalid_choice": _("Please choose one of the answers offered here."),
        },
    }
    match question.kind:
        case "choice":
            return forms.ChoiceField(initial=answer, choices=_choices(question, keep=answer), **common)
        case "yes_no":
            return _yes_or_no(answer, **common)
        case "long_text":
            return forms.CharField(initial=answer, max_length=LONG_TEXT, widget=forms.Textarea({"rows": 3}), **common)
        case _:
            return forms.CharField(initial=answer, max_length=TEXT, **common)


def _choices(question: RegistrationQuestion, *, keep: Any) -> list[tuple[Any, Any]]:
    lost = [(keep, keep)] if keep and keep not in question.choices else []
    return [("", _("Please choose")), *question.choices.items(), *lost]


def _yes_or_no(answer: Any, **common: Any) -> forms.Field:
    """Two buttons rather than a box to tick, since no is an answer, too; a third one where the question can be left open."""
    choices = [(YES, _("Yes")), (NO, _("No"))]
    return forms.TypedChoiceField(
        initial={True: YES, False: NO}.get(answer, ""),
        choices=choices if common["required"] else [*choices, ("", _("No answer"))],
        coerce=lambda value: value == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        **common,
    )
