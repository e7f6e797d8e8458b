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
from training.models import Event, Session


class SessionsForm(forms.Form):
    """A choice for each slot in which several sessions run, with the free seats of each."""

    def __init__(self, *args, event: Event, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = choice_slots(event)
        taken = {session.slot_id: session.pk for session in chosen}
        for slot in self.slots:
            self.fields[f"slot_{slot.pk}"] = forms.TypedChoiceField(
                label=slot.label,
                coerce=int,
                empty_value=None,
                required=False,
                initial=taken.get(slot.pk),
                choices=[("", _("Not chosen yet")), *((session.pk, label_of(session)) for session in slot.sessions.all())],
            )

    def sessions(self) -> list[Session]:
        picked = {self.cleaned_data[f"slot_{slot.pk}"] for slot in self.slots}
        return [session for slot in self.slots for session in slot.sessions.all() if session.pk in picked]


def label_of(session: Session) -> str:
    if session.capacity is None:
        return session.title
    free = session.capacity - session.taken
    return _("{title} ({free} of {seats} free)").format(title=session.title, free=free, seats=session.capacity)


class HandedInForm(NumbersForm):
    """Numbers that somebody handed in to the office. Only people themselves choose to keep one in their profile."""

    offers_profile = False


class RegisterForm(HandedInForm, QuestionsForm, SessionsForm):
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
        super().__init__(*args, event=event, questions=questions_for(event), asked=asked_for(event), **kwargs)
        self.fields["profession"].choices = [("", "—"), *profession_choices(event.region)]
        self.fields["language"].choices = [("", _("Language of the region")), *settings.LANGUAGES]

    def answers(self) -> Answers:
        names = ("name", "email", "profession", "organisation", "district", "language", "remarks")
        return Answers(**{name: self.cleaned_data[name] for name in names}, questions=self.question_answers())


class ReasonForm(forms.Form):
    reason = ReasonField(help_text=_("The person reads this sentence in the mail."))
