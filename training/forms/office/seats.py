from django import forms
from django.utils.translation import gettext_lazy as _

from training.audience import profession_choices
from training.domain.seating.shares import Share
from training.fields import KeysFormField
from training.forms.office.fields import DateTimeInput, RowSet, SeatsField
from training.models import Event

OVERFLOW = (
    ("yes", _("They may take seats for everybody, too: the share is a reserve.")),
    ("no", _("No more of them come in: the share is a limit.")),
)


class TotalForm(forms.Form):
    total = SeatsField(label=_("Seats of the event"), help_text=_("All of them. What is in no share is for everybody."))


class ShareForm(forms.Form):
    """One share. A row left empty is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("What people read, for example “Medicine”. Empty: the professions by their names."),
    )
    seats = SeatsField(label=_("Seats"))
    released_at = forms.DateTimeField(
        label=_("Open to everybody from"),
        required=False,
        widget=DateTimeInput,
        help_text=_("From then on everybody may take what is left of the share. Empty: never."),
    )
    overflow = forms.ChoiceField(
        label=_("When the share is full"), choices=OVERFLOW, initial="yes", required=False, widget=forms.RadioSelect
    )
    professions = KeysFormField(
        label=_("Professions"), error_messages={"required": _("Choose at least one profession for this share.")}
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["professions"].choices = profession_choices(event.region, keep=self.initial.get("professions", ()))

    def has_changed(self):
        """A new row counts only when something was entered: what happens when it is full is chosen from the start."""
        return bool(set(self.changed_data) - {"overflow"})

    def share(self) -> Share:
        cleaned = {name: self.cleaned_data[name] for name in ("pk", "name", "seats", "released_at", "professions")}
        return Share(**cleaned, overflow=self.cleaned_data["overflow"] != "no")


SharesFormSet = forms.formset_factory(ShareForm, formset=RowSet, extra=2, can_delete=True)


def initial_of(share: Share) -> dict[str, object]:
    fields = {name: getattr(share, name) for name in ("pk", "name", "seats", "released_at", "professions")}
    return fields | {"overflow": "yes" if share.overflow else "no"}


class ProfessionForm(forms.Form):
    profession = forms.ChoiceField(
        label=_("Profession"), error_messages={"required": _("Choose the profession with which the person takes part.")}
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = [("", "—"), *profession_choices(event.region, keep=self._kept())]

    def _kept(self) -> list[str]:
        kept = self.initial.get("profession")
        return [kept] if kept else []
