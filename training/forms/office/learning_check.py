from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.domain.learning_check.drafts import MOST_LETTERS, OptionDraft, QuestionDraft
from training.domain.learning_check.grading import Shape
from training.domain.learning_check.paste import Pasted, read_questions
from training.enums import ShownAnswers
from training.forms.office.fields import DateTimeInput, ReasonField


class LearningCheckForm(forms.Form):
    """What is set of a check besides its questions."""

    title = forms.CharField(label=_("Title"), max_length=200, initial=_("Learning check"))
    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Participants read it before the questions: what the check is about, what may be used."),
    )
    opens = forms.DateTimeField(
        label=pgettext_lazy("learning check", "Opens"),
        required=False,
        widget=DateTimeInput,
        help_text=_("Empty: with the event. Never before it."),
    )
    closes = forms.DateTimeField(
        label=pgettext_lazy("learning check", "Closes"),
        required=False,
        widget=DateTimeInput,
        help_text=_("Empty: it stays open. Ask the body how long after the event a check may be taken."),
    )
    attempts = forms.IntegerField(
        label=_("Attempts"), required=False, min_value=1, max_value=100, help_text=_("Empty: as many as somebody wants.")
    )
    pass_percent = forms.IntegerField(
        label=_("Pass mark in percent"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_(
            "Only for bodies whose published rule names no mark: what the body's notice says. Where a rule names one, that "
            "one counts."
        ),
    )
    answers_shown = forms.ChoiceField(
        label=_("Right answers are shown"),
        choices=ShownAnswers.choices,
        initial=ShownAnswers.AT_END,
        help_text=_("To those who have taken the check."),
    )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Question"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write the question.")},
    )


class OptionForm(forms.Form):
    """One answer. A row left empty is not there."""

    text = forms.CharField(label=_("Answer"), max_length=MOST_LETTERS, required=False)
    is_correct = forms.BooleanField(label=_("This answer is right"), required=False)

    def clean(self):
        if self.cleaned_data.get("is_correct") and not self.cleaned_data.get("text") and not self.errors:
            self.add_error("text", _("This row is marked as right, but its answer is missing."))
        return self.cleaned_data


class BaseOptionFormSet(forms.BaseFormSet):
    def options(self) -> tuple[OptionDraft, ...]:
        """The answers of valid rows, in the order that was asked for."""
        rows = (row.cleaned_data for row in self.ordered_forms)
        return tuple(OptionDraft(text=row["text"], is_correct=row["is_correct"]) for row in rows if row.get("text"))


OptionFormSet = forms.formset_factory(OptionForm, formset=BaseOptionFormSet, extra=5, can_order=True)


class PasteForm(forms.Form):
    """Many questions as one text. ``pasted`` is what could be read of it, right or not."""

    text = forms.CharField(
        label=_("Questions"),
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        help_text=_(
            "A line with the question, then each answer on a line of its own. A star before an answer marks it as right. An "
            "empty line ends the question."
        ),
        error_messages={"required": _("Please write or paste at least one question.")},
    )
    pasted: Pasted | None = None

    def clean_text(self) -> str:
        self.pasted = read_questions(self.cleaned_data["text"])
        if self.pasted.faults:
            raise ValidationError(_now("Correct the lines that are listed above."))
        return self.cleaned_data["text"]

    def drafts(self) -> tuple[QuestionDraft, ...]:
        return self.pasted.questions if self.pasted else ()


class ResultForm(forms.Form):
    """The result of a test on paper. What the test was like is asked only where its questions are not kept here."""

    correct = forms.IntegerField(
        label=_("Questions answered rightly"), min_value=0, error_messages={"required": _("Please enter a number.")}
    )
    questions = forms.IntegerField(label=_("Questions of the test"), min_value=1, max_value=1000)
    options = forms.IntegerField(
        label=_("Answers to choose from"),
        min_value=1,
        max_value=100,
        help_text=_("Of the question that has the fewest."),
    )
    has_single_answers = forms.BooleanField(label=_("Each question has exactly one right answer"), required=False)

    def __init__(self, *args, shape: Shape, **kwargs):
        super().__init__(*args, **kwargs)
        if shape.questions:
            for name in ("questions", "options", "has_single_answers"):
                del self.fields[name]
            self.fields["correct"].help_text = _("Of {n} questions.").format(n=shape.questions)

    def shape(self) -> Shape | None:
        names = ("questions", "options", "has_single_answers")
        if "questions" not in self.fields:
            return None
        return Shape(**{name: self.cleaned_data[name] for name in names})


class LeaveOutForm(forms.Form):
    reason = ReasonField(help_text=_("Participants read this sentence beside the question."), max_length=300)
