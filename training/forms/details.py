"""What people say of themselves, asked in the same words wherever it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.registry import professions
from training import audience
from training.models import Person


def profession_choices(keep: str = "") -> list[tuple[Any, Any]]:
    """The professions of all plugins by sector. ``keep`` stays on offer even if its plugin has been taken away."""
    lost = [(keep, keep)] if keep and keep not in professions() else []
    return [("", _("Please choose")), *audience.profession_choices(), *lost]


class DetailsForm(forms.Form):
    """Name, profession and place of work."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = profession_choices(keep=self.initial.get("profession", ""))
