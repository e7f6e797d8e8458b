"""The fields of the form for a certificate's looks: pictures that are taken, and the options of a design."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.designs.pictures import Picture, PictureError, picture_from
from plugins.api import DesignOption
from plugins.certificate_designs import LONGEST_TEXT

PICTURE_HELP = gettext_lazy("SVG of plain shapes, PNG or JPEG, at most 2 MB.")


class PictureField(forms.FileField):
    """An uploaded picture as it will be kept."""

    widget = forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,image/svg+xml,image/png,image/jpeg"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=PICTURE_HELP, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file: UploadedFile | None = super().clean(data, None)
        if file is None:
            return None
        try:
            return picture_from(file)
        except PictureError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def removal() -> forms.BooleanField:
    return forms.BooleanField(label=_("Remove this picture"), required=False)


def option_field(option: DesignOption, *, may_be_empty: bool) -> forms.Field:
    label: Any = option.label  # translated when it is shown
    help_text: Any = option.help_text
    if option.kind == "picture":
        return PictureField(label=label)
    if option.choices:
        empty = [("", _("As in the region"))] if may_be_empty else []
        choices = [*empty, *option.choices.items()]
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, help_text=help_text)
    return forms.CharField(label=label, max_length=LONGEST_TEXT, required=False, help_text=help_text)
