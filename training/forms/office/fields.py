"""Form fields the office's screens share."""

from django import forms


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for date and time: by keyboard, in the user's format, without a script of ours."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class SeatsField(forms.IntegerField):
    """A number of seats, at least one. Without an upper limit a slip of the finger would be more than a column can hold."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=100_000, **kwargs)


class NoForm(forms.Form):
    """For acts that ask only for a yes."""
