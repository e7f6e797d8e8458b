from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.credit_forms import CreditParametersForm
from plugins.regions.de.eiv.address import SETTING, checked_address


class SettingsForm(CreditParametersForm):
    """How the region has points of chambers and of the RbP counted, and where it reports them."""

    plugin = "de"
    eiv_address = forms.CharField(
        label=_("Address of the EIV"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Points are reported to this address and nowhere else. Empty: nothing is reported electronically. Begin with the "
            "test system; the EIV describes it and its interface at veranstalter-swagger-ui.eiv-fobi.de and names the address "
            "of the real one when it admits you. What is reported there can only be withdrawn, never deleted."
        ),
    )

    def clean_eiv_address(self) -> str:
        typed: str = self.cleaned_data[SETTING]
        try:
            return checked_address(typed) if typed else ""
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        return super().clean() | {SETTING: self.cleaned_data.get(SETTING, "")}
