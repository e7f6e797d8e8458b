"""The form of a registration. It comes before any sign-in, and it never loses an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.domain.registration import Answers
from training.forms.details import DetailsForm
from training.forms.numbers import NumbersForm
from training.forms.questions import QuestionsForm
from training.forms.sessions import SessionsForm


class RegistrationForm(NumbersForm, QuestionsForm, SessionsForm, DetailsForm):
    """For visitors who are not signed in, so it asks for the mail address."""

    field_order = ["name", "email", "profession", "organisation", "district", "remarks"]

    email = forms.EmailField(
        label=_("Mail address"),
        help_text=_("We send a code to it, and later the confirmation and your calendar entry."),
        error_messages={
            "required": _("Please enter your mail address."),
            "invalid": _("This is not a complete mail address. It looks like name@example.org."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    remarks = forms.CharField(
        label=_("Anything we should know"),
        help_text=_("For example what you need to take part: step-free access, an interpreter, a meal."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def detail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.field_order if name in self.fields and name != "remarks"]

    def answers(self, *, language: str, **known: Any) -> Answers:
        """The answers of a valid form; ``known`` says what was not asked."""
        asked = {name: self.cleaned_data[name] for name in Answers.__dataclass_fields__ if name in self.cleaned_data}
        return Answers(**asked | known, language=language, questions=self.question_answers())


class AnswersForm(NumbersForm, QuestionsForm):
    """What can be answered differently after registering."""


class SignedInRegistrationForm(RegistrationForm):
    """For people whose mail address is known and proved."""

    email = None
