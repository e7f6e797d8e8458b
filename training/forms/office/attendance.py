from django import forms
from django.utils.translation import gettext_lazy as _


class AttendanceForm(forms.Form):
    """A number of minutes for each person expected in a session; empty means that nothing is known. A closed one only shows."""

    def __init__(self, *args, session, registrations, known, is_closed, **kwargs):
        super().__init__(*args, **kwargs)
        self.registrations = registrations
        refusal = _("Enter a number from 0 to {most}.").format(most=session.minutes)
        for registration in registrations:
            self.fields[f"minutes_{registration.pk}"] = forms.IntegerField(
                label=_("Minutes of {name}").format(name=registration.person.name),
                required=False,
                disabled=is_closed,
                min_value=0,
                max_value=session.minutes,
                error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], refusal),
                initial=known.get(registration.pk),
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "office-minutes"}),
            )

    def rows(self):
        """The people with their field, in the order of the list."""
        return [(registration, self[f"minutes_{registration.pk}"]) for registration in self.registrations]

    def minutes(self):
        return {registration.pk: self.cleaned_data[f"minutes_{registration.pk}"] for registration in self.registrations}
