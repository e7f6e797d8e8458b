from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.office.fields import ReasonField


class CloseForm(forms.Form):
    """What becomes of those without a record is asked only where there are any, and nothing is chosen beforehand."""

    ABSENT, RECORD = "absent", "record"

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["unrecorded"] = forms.ChoiceField(
                label=_("People without a record"),
                choices=[
                    (self.RECORD, _("Their attendance is recorded first: do not close yet")),
                    (self.ABSENT, _("They were absent: record them so and close")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose whether these people were absent or are to be recorded first.")},
            )

    @property
    def count_absent(self) -> bool:
        return self.cleaned_data.get("unrecorded") == self.ABSENT

    @property
    def to_be_recorded(self) -> bool:
        return self.cleaned_data.get("unrecorded") == self.RECORD


class ReopenForm(forms.Form):
    reason = ReasonField(help_text=_("For example “A list was found”. It is kept with the event; please name nobody."))
