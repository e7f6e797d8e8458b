"""Fields for professional numbers. What is typed is encrypted once it is checked; what is stored is shown masked only."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from training.domain.asked_numbers import AskedNumber
from training.domain.numbers import GivenNumber, NumberError, checked
from training.encryption import Secret

TYPED = 100
"""How many characters may be typed, blanks among them."""


class NumberField(forms.CharField):
    """A number that is never required and comes out encrypted; None if nothing was typed."""

    def __init__(self, asked: AskedNumber) -> None:
        self.key = asked.key
        super().__init__(
            label=asked.label,
            help_text=" ".join(filter(None, [asked.help_text, _kept(asked)])),
            required=False,
            max_length=TYPED,
            widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        )

    def clean(self, value: Any) -> Secret | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return checked(self.key, typed)
        except NumberError as refusal:
            raise ValidationError(str(refusal)) from None


class NumbersForm(forms.Form):
    """For each number a field, and boxes for what shall become of it: use the profile's, keep it there, delete it."""

    offers_profile = True
    """Whether a number can be kept in the profile; a profile's own form has no need to."""

    def __init__(self, *args: Any, asked: Iterable[AskedNumber] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for one in self.asked:
            self.fields[f"number_{one.key}"] = NumberField(one)
            self.fields.update({f"{act}_{one.key}": box for act, box in self._boxes(one)})

    def _boxes(self, one: AskedNumber) -> Iterable[tuple[str, forms.BooleanField]]:
        if one.profile and not one.stored:
            use = _("Use the number from my profile, unless I enter another: {label} {number}")
            yield "use", _box(use.format(label=one.label, number=one.profile.masked), initial=True)
        if self.offers_profile:
            yield (
                "keep",
                _box(_("Keep the number in my profile, so that I need not enter it again: {label}").format(label=one.label)),
            )
        if one.stored:
            yield "delete", _box(_("Delete the number: {label} {number}").format(label=one.label, number=one.stored.masked))

    def number_fields(self) -> list[forms.BoundField]:
        names = [f"{act}_{one.key}" for one in self.asked for act in ("number", "use", "keep", "delete")]
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for one in self.asked:
            if data.get(f"number_{one.key}") and data.get(f"delete_{one.key}"):
                self.add_error(f"number_{one.key}", _("You entered a number and asked to delete it. Please do one of the two."))
        return data

    def given_numbers(self) -> list[GivenNumber]:
        """What a valid form says: numbers entered, taken from the profile, or to be deleted. Others stay as they are."""
        return [given for one in self.asked if (given := self._given(one))]

    def _given(self, one: AskedNumber) -> GivenNumber | None:
        typed, to_keep = self.cleaned_data[f"number_{one.key}"], bool(self.cleaned_data.get(f"keep_{one.key}"))
        if typed:
            return GivenNumber(key=one.key, value=typed, to_keep=to_keep)
        if self.cleaned_data.get(f"delete_{one.key}"):
            return GivenNumber(key=one.key, value=None)
        stored = one.profile if self.cleaned_data.get(f"use_{one.key}") else one.stored if to_keep else None
        return GivenNumber(key=one.key, value=stored.value, to_keep=to_keep) if stored and stored.reveal() else None


def _box(label: str, *, initial: bool = False) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=initial)


def _kept(asked: AskedNumber) -> str:
    if not asked.stored:
        return ""
    return _("We have {number}. Leave the field empty to keep it.").format(number=asked.stored.masked)
