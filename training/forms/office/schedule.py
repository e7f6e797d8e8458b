from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.domain.seating.shares import Share, name_of
from training.enums import Delivery
from training.forms.office.fields import DateTimeInput, SeatsField
from training.models import Venue


class ScheduleForm(forms.Form):
    """What is asked to make an event from a training; everything else has a default that can be changed afterwards."""

    start = forms.DateTimeField(label=_("Start"), widget=DateTimeInput)
    delivery = forms.ChoiceField(
        label=pgettext_lazy("delivery", "Form"),
        choices=[choice for choice in Delivery.choices if choice[0] != Delivery.ON_DEMAND],
    )
    venue = forms.ModelChoiceField(
        label=_("Venue"),
        queryset=Venue.objects.none(),
        required=False,
        help_text=_("Can be added later. A venue that is missing here is created under “Venues”."),
    )
    capacity = SeatsField(label=_("Seats"), help_text=_("How many people can take part."))
    copy_shares = forms.BooleanField(label=_("Share the seats as at the last event"), required=False, initial=True)
    runs = forms.IntegerField(
        label=_("Runs"),
        min_value=1,
        max_value=9,
        initial=1,
        help_text=_("How often the parallel sessions are held, so that each participant can take part in several of them."),
    )
    session_capacity = SeatsField(
        label=_("Seats of each parallel session"),
        required=False,
        help_text=_("Empty: the seats of the event are shared evenly."),
    )

    def __init__(self, *args, region, has_parallel: bool, shares: Sequence[Share] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = shares
        if shares:
            self.fields["copy_shares"].help_text = ", ".join(f"{name_of(share)}: {share.seats}" for share in shares)
        else:
            del self.fields["copy_shares"]
        self.fields["venue"].queryset = Venue.objects.filter(region=region).order_by("name")
        if not has_parallel:
            del self.fields["runs"], self.fields["session_capacity"]

    def asked(self) -> dict[str, Any]:
        """What the domain is asked to make."""
        asked = dict(self.cleaned_data)
        return asked | {"shares": self.shares if asked.pop("copy_shares", False) else ()}
