from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from training.domain.person import PROFILE
from training.forms.details import DetailsForm
from training.forms.numbers import NumbersForm


class ProfileForm(NumbersForm, DetailsForm):
    offers_profile = False

    language = forms.ChoiceField(
        label=_("Language of our mails"),
        required=False,
        help_text=_("Without a choice, we write in the language of the region that holds the training."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("No choice")), *settings.LANGUAGES]

    def details(self) -> dict[str, str]:
        """What a valid form says, the numbers left out."""
        return {name: self.cleaned_data[name] for name in PROFILE}
