from allauth.account.forms import ConfirmLoginCodeForm
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


class SignInCodeForm(ConfirmLoginCodeForm):
    """allauth's form for a code, asking in the same way."""

    code = CodeForm.base_fields["code"]
