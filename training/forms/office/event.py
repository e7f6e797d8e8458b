from django import forms
from django.utils.translation import gettext_lazy as _

from training.audience import profession_choices
from training.enums import Sector
from training.forms.office.fields import DateTimeInput, ReasonField, SeatsField
from training.models import Event, Venue


class EventSettingsForm(forms.ModelForm):
    """Facts, place, windows and seats of an event. It validates; the domain writes."""

    capacity = SeatsField(label=_("Seats"), help_text=_("All of the event's, with those kept for some professions."))
    online_url = forms.URLField(
        label=_("Link for participants"),
        required=False,
        assume_scheme="https",
        help_text=_("Shown to confirmed participants only."),
    )
    professions = forms.MultipleChoiceField(label=_("Professions"), required=False, widget=forms.CheckboxSelectMultiple)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, choices=Sector.choices, widget=forms.CheckboxSelectMultiple
    )

    groups = (
        (_("What it is"), ("title", "summary", "host", "scientific_lead")),
        (_("Where"), ("delivery", "venue", "online_url")),
        (_("Seats and registration"), ("capacity", "minimum", "registration_opens", "registration_closes", "needs_approval")),
        (_("Cancelling and waiting list"), ("cancellation_deadline", "waiting_list", "promotion_ends")),
        (_("For whom"), ("professions", "sectors")),
    )

    class Meta:
        model = Event
        fields = (
            *("title", "summary", "host", "scientific_lead", "delivery", "venue", "online_url", "minimum"),
            *("registration_opens", "registration_closes", "needs_approval"),
            *("cancellation_deadline", "waiting_list", "promotion_ends"),
        )
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            **dict.fromkeys(
                ["registration_opens", "registration_closes", "cancellation_deadline", "promotion_ends"], DateTimeInput
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        event = self.instance
        self.fields["venue"].queryset = Venue.objects.filter(region=event.region_id).order_by("name")
        self.fields["professions"].choices = profession_choices(event.region, keep=event.professions)
        self.initial |= {"professions": event.professions, "sectors": event.sectors}

    def grouped(self):
        """The fields under the headings the screen shows them in."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def changes(self):
        """What the domain is asked to change."""
        cleaned = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "professions", "sectors")}
        return cleaned | {"professions": tuple(cleaned["professions"]), "sectors": tuple(cleaned["sectors"])}


class MoveForm(forms.Form):
    start = forms.DateTimeField(label=_("New start"), widget=DateTimeInput)


class CallOffForm(forms.Form):
    reason = ReasonField(help_text=_("Participants read this sentence in the mail."))
