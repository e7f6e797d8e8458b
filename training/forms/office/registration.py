from collections.abc import Collection

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from training.audience import profession_choices
from training.domain.admission import Answers
from training.domain.asked_numbers import asked_for
from training.domain.queries import choice_slots
from training.domain.questions import questions_for
from training.forms.numbers import NumbersForm
from training.forms.office.fields import ReasonField
from training.forms.questions import QuestionsForm
from training.forms.sessions import SessionsForm
from training.models import Event, Session, Slot


class OfficeSessionsForm(SessionsForm):
    """An organiser may leave a choice open, and choose a session that is full."""

    def field_for(self, slot: Slot, *, held: Collection[int]) -> forms.Field:
        return forms.TypedChoiceField(
            label=slot.label,
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _("Not chosen yet")), *((session.pk, label_of(session)) for session in slot.sessions.all())],
        )


def label_of(session: Session) -> str:
    if session.capacity is None:
        return session.title
    free = session.capacity - session.taken
    return _("{title} ({free} of {seats} free)").format(title=session.title, free=free, seats=session.capacity)


class HandedInForm(NumbersForm):
    """Numbers that somebody handed in to the office. Only people themselves choose to keep one in their profile."""

    offers_profile = False


class RegisterForm(HandedInForm, QuestionsForm, OfficeSessionsForm):
    """What an organiser enters for somebody: a name is enough."""

    questions_are_binding = False

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("With title, as it shall stand on the certificate."))
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("Without one the person gets no mail and no way to change or cancel by themselves."),
    )
    profession = forms.ChoiceField(label=_("Profession"), required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    district = forms.CharField(label=_("District or city"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of the mails"), required=False)
    remarks = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, event: Event, **kwargs):
        asked = {"slots": choice_slots(event), "questions": questions_for(event), "asked": asked_for(event)}
        super().__init__(*args, **asked, **kwargs)
        self.fields["profession"].choices = [("", "—"), *profession_choices(event.region)]
        self.fields["language"].choices = [("", _("Language of the region")), *settings.LANGUAGES]

    def answers(self) -> Answers:
        names = ("name", "email", "profession", "organisation", "district", "language", "remarks")
        return Answers(**{name: self.cleaned_data[name] for name in names}, questions=self.question_answers())


class ReasonForm(forms.Form):
    reason = ReasonField(help_text=_("The person reads this sentence in the mail."))
