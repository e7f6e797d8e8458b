from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates.models import CODE_LENGTH, CertificateEvent, clean_code


class CodeForm(forms.Form):
    """Takes a verification code as people type it: in either case, with or without hyphens and spaces."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("It stands next to the QR code: 28 letters and digits, in groups of four."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please enter the verification code that stands on the certificate.")},
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise ValidationError(
                _("A verification code has %(length)d letters and digits; this one has %(found)d. Please compare it again."),
                params={"length": CODE_LENGTH, "found": len(code)},
            )
        return code


class FileForm(forms.Form):
    """Takes a file, or in its place the SHA-256 that the browser computed of it."""

    mark_optional = False
    file = forms.FileField(
        label=_("File of a certificate (PDF)"),
        help_text=_("As it was downloaded, at most 2 MB. You can also drop it here. It is not stored."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jwt,application/pdf"}),
        error_messages={"empty": _("This file is empty. Please choose another.")},
    )
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("sha256"):
            self.add_error("file", _("Please choose the file of a certificate."))
        return cleaned


class RevokeForm(forms.Form):
    """Why a certificate is taken back, and whether another takes its place."""

    cause = forms.ChoiceField(
        label=_("What whoever checks it reads"),
        choices=CertificateEvent.Cause.choices,
        initial=CertificateEvent.Cause.OTHER,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Stands on the public page of the certificate, without a name. A replaced certificate only says by which."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays with the certificate for your office. It is not shown to others."),
        error_messages={"required": _("Please say why the certificate is revoked.")},
    )
    replace = forms.BooleanField(
        label=_("Issue a new certificate in its place"),
        required=False,
        help_text=_("For corrections: the new one has a new number and states name, attendance and credits as they are now."),
    )
