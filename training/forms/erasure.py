from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Asks for the yes that nobody gives by mistake."""

    sure = forms.BooleanField(
        label=_("Yes, delete my data. I know that nobody can bring them back."),
        error_messages={"required": _("Please tick this if you want your data to be deleted. Nothing was deleted yet.")},
    )
