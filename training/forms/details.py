"""What people say of themselves, asked in the same words wherever it is asked."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.api import Profession
from plugins.registry import professions
from training.enums import Sector
from training.models import Person


def profession_choices(keep: str = "") -> list[tuple[Any, Any]]:
    """The professions of all plugins by sector. ``keep`` stays on offer even if its plugin has been taken away."""
    known = [provided.value for provided in professions().values()]
    groups = groupby(sorted(known, key=_by_sector_and_label), key=lambda profession: profession.sector)
    choices = [(_sector(key), [(profession.key, profession.label) for profession in group]) for key, group in groups]
    lost = [(keep, keep)] if keep and keep not in professions() else []
    return [("", _("Please choose")), *choices, *lost]


def profession_label(key: str) -> Any:
    """The words for a profession; its key where no plugin knows it any more."""
    return professions()[key].value.label if key in professions() else key


def _by_sector_and_label(profession: Profession) -> tuple[str, str]:
    return str(_sector(profession.sector)), str(profession.label).casefold()


def _sector(key: str) -> Any:
    return Sector(key).label if key in Sector.values else key


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
