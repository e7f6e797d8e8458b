"""Form fields the office's screens share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for date and time: by keyboard, in the user's format, without a script of ours."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class RowSet(forms.BaseFormSet):
    """Rows that can be left empty, to be there for more, or marked to be deleted."""

    def kept(self) -> list[Any]:
        """The forms of a valid set that are there: neither left empty nor marked."""
        deleted = self.deleted_forms
        return [row for row in self if (row.has_changed() or row.initial) and row not in deleted]


class SeatsField(forms.IntegerField):
    """A number of seats, at least one. Without an upper limit a slip of the finger would be more than a column can hold."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=100_000, **kwargs)


class ReasonField(forms.CharField):
    """Why something is done. The help says who reads it."""

    def __init__(self, *, help_text: Any, max_length: int = 1000, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=_("Reason"), help_text=help_text, max_length=max_length, widget=widget, **kwargs)


class NoForm(forms.Form):
    """For acts that ask only for a yes."""
