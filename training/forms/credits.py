"""What people say of their credit accounts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from plugins.api import Text
from training.domain.credits.bodies import body_choices
from training.domain.credits.ledger import Earned
from training.domain.uploads import UploadError, ending_of
from training.forms.office.fields import DateInput
from training.models import ExternalCredit, Person


class BodyForm(forms.Form):
    """With which body an account is begun."""

    body = forms.ChoiceField(
        label=_("Body or rule"),
        help_text=_("The chamber, association or office that asks you for credits, or awards them."),
        error_messages={"required": _("Please choose one of the list.")},
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("Please choose")), *body_choices(person)]


class WindowForm(forms.Form):
    end = forms.DateField(
        label=_("Last day of your window"),
        help_text=_("You find it in the letter of your chamber or association, or ask there."),
        widget=DateInput,
        error_messages={"required": _("Please enter the last day.")},
    )


class EarnedForm(forms.Form):
    """An entry of one's own. Of the proof, only the content decides what it is."""

    SAID = ("title", "date", "amount", "kind", "is_medical", "body")

    title = forms.CharField(
        label=_("What it was"),
        max_length=ExternalCredit._meta.get_field("title").max_length,
        help_text=_("For example the title of the course or article. Please do not name patients or clients."),
        error_messages={"required": _("Please enter a title.")},
    )
    date = forms.DateField(label=_("Date"), widget=DateInput, error_messages={"required": _("Please enter the date.")})
    amount = forms.DecimalField(
        label=_("Credits"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        error_messages={"required": _("Please enter how many.")},
    )
    kind = forms.ChoiceField(label=_("Kind"))
    is_medical = forms.BooleanField(label=_("The subject was medical"), required=False, initial=True)
    body = forms.CharField(label=_("Awarded by"), required=False, max_length=ExternalCredit._meta.get_field("body").max_length)
    proof = forms.FileField(
        label=_("Proof"),
        required=False,
        help_text=_("A PDF or a picture in JPEG or PNG of up to 5 MB. Only you can open it."),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"empty": _("The file is empty. Please choose another one.")},
    )
    remove_proof = forms.BooleanField(label=_("Delete the proof that is there"), required=False)

    def __init__(
        self, *args: Any, kinds: Mapping[str, Text], unit: str, entry: ExternalCredit | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds.items())
        self.fields["amount"].help_text = unit
        if not (entry and entry.proof):
            del self.fields["remove_proof"]

    def clean_proof(self) -> File | None:
        proof = self.cleaned_data["proof"]
        try:
            if proof:
                ending_of(proof)
        except UploadError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return proof

    def clean(self) -> dict[str, Any]:
        if self.errors and self.cleaned_data.get("proof"):
            self.add_error("proof", _("Please choose the file once more: a browser does not keep it."))
        return self.cleaned_data

    @property
    def earned(self) -> Earned:
        return Earned(**{field: self.cleaned_data[field] for field in self.SAID})
