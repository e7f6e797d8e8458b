from django import forms
from django.utils.translation import gettext_lazy as _

from training.enums import ContributionRole
from training.models import Event


class ContributionForm(forms.Form):
    """What somebody gave to the event."""

    role = forms.ChoiceField(label=_("Role"), choices=ContributionRole.choices)
    title = forms.CharField(label=_("Title"), max_length=255, required=False)
    session = forms.ModelChoiceField(label=_("Session"), queryset=None, required=False, empty_label=_("The event as a whole"))

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = event.sessions.order_by("start", "pk")
