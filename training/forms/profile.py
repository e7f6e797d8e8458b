from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from training.forms.details import DetailsForm


class ProfileForm(DetailsForm):
    language = forms.ChoiceField(
        label=_("Language of our mails"),
        required=False,
        help_text=_("Without a choice, we write in the language of the region that holds the training."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("No choice")), *settings.LANGUAGES]
