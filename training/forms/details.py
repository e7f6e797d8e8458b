"""What people say of themselves, asked in the same words wherever it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.models import Region
from training import audience
from training.models import Person


def profession_choices(region: Region | None, *, keep: str = "") -> list[tuple[Any, Any]]:
    """The professions of the region, or of all plugins, by sector. ``keep`` stays on offer whatever its plugin does."""
    return [("", _("Please choose")), *audience.profession_choices(region, keep=filter(None, [keep]))]


class DetailsForm(forms.Form):
    """Name, profession and place of work. In a region the professions are its own; without one, those of all plugins."""

    name = forms.CharField(
        label=_("First name and surname"),
        help_text=_("With title if you wish, exactly as it shall stand on your certificate."),
        max_length=Person._meta.get_field("name").max_length,
        error_messages={"required": _("Please enter your first name and surname.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    profession = forms.ChoiceField(label=_("Profession"), required=False)
    organisation = forms.CharField(
        label=_("Organisation or practice"),
        max_length=Person._meta.get_field("organisation").max_length,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    district = forms.CharField(
        label=_("District or city where you work"),
        max_length=Person._meta.get_field("district").max_length,
        required=False,
    )

    def __init__(self, *args: Any, region: Region | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = profession_choices(region, keep=self.initial.get("profession", ""))
