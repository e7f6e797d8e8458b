"""Forms of a report of credits to a body."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.domain.asked_numbers import AskedNumber
from training.forms.numbers import NumberField
from training.forms.office.fields import DateInput, ReasonField
from training.models import CreditReportLine


class StartForm(forms.Form):
    """The credential is never shown again. Whom the body refused is sent again only if that is ticked."""

    secret = forms.CharField(max_length=200, strip=False, widget=forms.PasswordInput({"autocomplete": "off"}))
    again = forms.BooleanField(
        label=_("Also send again what the body refused or could not read"),
        required=False,
        help_text=_("Tick this once the cause is mended."),
    )

    def __init__(self, *args: Any, label: str, help_text: str, has_failed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].label, self.fields["secret"].help_text = label, help_text
        if not has_failed:
            del self.fields["again"]


class ByHandForm(forms.Form):
    """Who was reported another way, and when."""

    people = forms.TypedMultipleChoiceField(
        label=_("People reported"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nobody is chosen. Tick whom you reported.")},
    )
    on = forms.DateField(label=_("Reported on"), widget=DateInput)
    note = forms.CharField(
        label=pgettext_lazy("report", "Note"),
        required=False,
        max_length=500,
        help_text=_("For example how it was sent and who took it. It stays with the receipt; write no number here."),
    )

    def __init__(self, *args: Any, lines: Iterable[CreditReportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (line.registration_id, f"{line.registration.person.name} ({line.get_state_display()})") for line in lines
        ]


class NumberAgainForm(forms.Form):
    def __init__(self, *args: Any, asked: AskedNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"] = NumberField(asked)
        self.fields["number"].required = True


class WithdrawForm(forms.Form):
    reason = ReasonField(help_text=_("It stays with the receipt."))
