from django import forms
from django.utils.translation import gettext_lazy as _

from training.domain.asked_numbers import numbers_for
from training.forms.numbers import TYPED
from training.models import Event


class ScanForm(forms.Form):
    """The field a scanner types into. It comes back empty every time, for the next scan would be added to what is in it."""

    scanned = forms.CharField(
        label=_("Scan or type the number"),
        max_length=TYPED,
        strip=False,
        error_messages={"required": _("The field is empty. Scan again.")},
        widget=forms.TextInput(
            {
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "aria-describedby": "office-told",
            }
        ),
    )


class SealedForm(forms.Form):
    """Takes along the number that was scanned before, sealed."""

    sealed = forms.CharField(required=False, widget=forms.HiddenInput)


class NameForm(SealedForm):
    name = forms.CharField(
        label=_("Find by name"),
        max_length=200,
        help_text=_("A part of the name is enough."),
        error_messages={"required": _("Enter a name, or a part of it.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class PersonForm(SealedForm):
    """Whom an act at the door is about, in which session, and which scanned numbers to store with the registration."""

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["registration"] = forms.ModelChoiceField(event.registrations.select_related("event", "person"))
        self.fields["session"] = forms.ModelChoiceField(event.sessions.select_related("event", "slot"), required=False)
        self.fields["keep"] = forms.MultipleChoiceField(choices=[(key, key) for key in numbers_for(event)], required=False)
