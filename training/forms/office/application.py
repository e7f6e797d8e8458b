"""What bodies ask of an event: texts, and rows of sponsors and of disclosures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from training.domain.accrediting.application_facts import Disclosed, Sponsoring, Texts
from training.models import Sponsor

CURRENCIES = {"DK": "DKK", "SE": "SEK"}
"""What a country pays with, where it is not the euro."""


def _lines(label, help_text, rows=3):
    return forms.CharField(label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class FactsForm(forms.Form):
    goals = _lines(
        _("Learning goals"), _("One goal a line. Copied from the training’s page, and the event’s own from then on."), 5
    )
    contact = _lines(_("Who answers questions of the body"), _("Name, telephone and mail address in the office."), 2)
    evaluation = _lines(_("Evaluation"), _("How participants are asked for their opinion, and what becomes of the answers."))
    attendance_check = _lines(
        _("How attendance is checked"), _("For a part online: how it is seen that somebody is there all the time.")
    )
    number_capture = _lines(
        _("How professional numbers are captured"), _("For a part online: for instance the EFN, when people register.")
    )
    without_sponsors = forms.BooleanField(label=_("There are no sponsors"), required=False)

    def texts(self) -> Texts:
        return Texts(**{name: self.cleaned_data[name] for name in Texts.__slots__})


class SponsorForm(forms.Form):
    """A row of the list. A row left empty is not there."""

    name = forms.CharField(label=_("Sponsor"), max_length=200, required=False)
    amount = forms.DecimalField(label=_("Sum"), min_value=0, max_digits=10, decimal_places=2, required=False, localize=True)
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, validators=Sponsor._meta.get_field("currency").validators
    )
    purpose = forms.CharField(label=_("For what"), max_length=200, required=False)

    def clean_currency(self):
        return self.cleaned_data["currency"] or self.fields["currency"].initial

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and (cleaned.get("amount") is not None or cleaned.get("purpose")):
            self.add_error("name", _("Enter the name of the sponsor, or empty the row."))
        return cleaned

    def sponsoring(self) -> Sponsoring:
        return Sponsoring(**self.cleaned_data)


class DisclosureForm(forms.Form):
    """A row of the list, with the name filled in of everybody who leads or speaks."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    statement = _lines(
        _("Conflicts of interest"), _("What the person declared, also that there are none. Empty: nothing is known yet."), 2
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("statement") and not cleaned.get("name"):
            self.add_error("name", _("Enter whose statement this is, or empty the row."))
        if "name" in self.changed_data and cleaned.get("name") and not cleaned.get("statement"):
            self.add_error("statement", _("Enter what this person declared, or empty the row."))
        return cleaned

    def disclosed(self) -> Disclosed:
        return Disclosed(**self.cleaned_data)


class Rows(forms.BaseFormSet):
    """Rows of which those with the ``key`` field filled in count."""

    key = ""

    def filled(self):
        return [row for row in self if row.cleaned_data.get(self.key)]


class SponsorRows(Rows):
    key = "name"

    def __init__(self, *args, currency="EUR", **kwargs):
        self.currency = currency
        super().__init__(*args, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["currency"].initial = self.currency


class DisclosureRows(Rows):
    key = "statement"


SponsorFormSet = forms.formset_factory(SponsorForm, formset=SponsorRows, extra=2)
DisclosureFormSet = forms.formset_factory(DisclosureForm, formset=DisclosureRows, extra=1)


class NoticeForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, or a picture in JPEG or PNG, of at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("Please choose a file."), "empty": _("The file is empty. Please choose another.")},
    )
    label = forms.CharField(
        label=_("What it is"),
        max_length=120,
        required=False,
        help_text=_("For example “Notice of 3 May” or “Answer to the change”."),
    )
