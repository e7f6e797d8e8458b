from django import forms
from django.utils.translation import gettext_lazy as _


class SettingsForm(forms.Form):
    title_word = forms.CharField(
        label=_("Word in the title of trainings for mentors"),
        help_text=_("Whoever completes an event with this word in its title is proposed as a mentor."),
        max_length=60,
    )
