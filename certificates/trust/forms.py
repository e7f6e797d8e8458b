"""The forms of these screens."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.domain.verification_address import cleaned
from certificates.errors import CertificateError
from plugins.api import CertificateSeal
from plugins.registry import Provided

MOST_BYTES = 100_000
"""Of a PKCS #12 file: a key and some certificates have a few thousand."""


class AddressForm(forms.Form):
    """The address that is wanted; nothing is changed with it yet."""

    address = forms.CharField(
        label=_("Address of verification"),
        required=False,
        max_length=200,
        help_text=_("For example https://verify.example.org. Leave it empty to use the address of the site."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> str:
        try:
            return cleaned(self.cleaned_data["address"])
        except CertificateError as exc:
            raise forms.ValidationError(str(exc)) from None


class ConfirmAddressForm(AddressForm):
    """The same with the promise of somebody who looked."""

    address = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    seen = forms.BooleanField(
        label=_("I opened the address, and it showed the page where certificates are verified."),
        error_messages={"required": _("Open the address first, and tick the box when you see the page of verification there.")},
    )


class SealForm(forms.Form):
    """Which of the seals on offer signs, or none."""

    seal = forms.ChoiceField(label=_("Signature of the files"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, seals: Mapping[str, Provided[CertificateSeal]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(key, seal.value.label) for key, seal in sorted(seals.items())]
        field = self.fields["seal"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [("", _("No signature")), *offered]


class ImportForm(forms.Form):
    """A key as an authority gives it out."""

    file = forms.FileField(
        label=_("File with key and certificate"),
        help_text=_("PKCS #12, a file that ends in .p12 or .pfx."),
        allow_empty_file=True,
    )
    password = forms.CharField(
        label=_("Password of the file"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self) -> bytes:
        content: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large to be a key. Choose the one that the authority gave out."))
        return content
