from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

    def __init__(self, *args, region, has_parallel: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.objects.filter(region=region).order_by("name")
        if not has_parallel:
            del self.fields["runs"], self.fields["session_capacity"]
