from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.domain.programme import SessionFields
from training.enums import Delivery
from training.forms.office.fields import DateTimeInput, RowSet, SeatsField
from training.models import Session


class SlotForm(forms.Form):
    label = forms.CharField(label=_("Label"), max_length=80, help_text=_("For example “First run”."))
    start = forms.DateTimeField(label=_("Start"), widget=DateTimeInput)
    end = forms.DateTimeField(label=_("End"), widget=DateTimeInput)


class SessionForm(forms.Form):
    """One row of a slot. A row left empty is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=255)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1)
    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    lead = forms.CharField(label=_("Led by"), max_length=200, required=False)
    capacity = SeatsField(label=_("Seats"), required=False)
    delivery = forms.ChoiceField(
        label=pgettext_lazy("delivery", "Form"), choices=Delivery.choices, initial=Delivery.PRESENCE, required=False
    )

    def has_changed(self):
        """A new row counts only when something was typed: the form of delivery is chosen from the start."""
        return bool(set(self.changed_data) - {"delivery"})

    def session(self) -> SessionFields:
        cleaned = {name: self.cleaned_data[name] for name in ("pk", "title", "minutes", "room", "lead", "capacity")}
        return SessionFields(**cleaned, delivery=self.cleaned_data["delivery"] or Delivery.PRESENCE)


SessionFormSet = forms.formset_factory(SessionForm, formset=RowSet, extra=2, can_delete=True)


def initial_of(session: Session) -> dict[str, object]:
    return {name: getattr(session, name) for name in ("pk", "title", "minutes", "room", "lead", "capacity", "delivery")}


class ResultsForm(forms.Form):
    """A field for each session: what it arrived at, one sentence a line."""

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        for session in sessions:
            sentences = "\n".join(result.text for result in sorted(session.results.all(), key=lambda result: result.position))
            self.fields[f"session_{session.pk}"] = forms.CharField(
                label=session.title,
                required=False,
                initial=sentences,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def sentences(self, session):
        return self.cleaned_data[f"session_{session.pk}"].splitlines()
