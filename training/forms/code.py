from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code from the mail. Telephones offer to fill it in, and its spaces do not matter."""

    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Six digits."),
        max_length=20,
        error_messages={"required": _("Please enter the six digits from the mail.")},
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}),
    )
