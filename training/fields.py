from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst


class KeysWidget(forms.CheckboxSelectMultiple):
    """Checkboxes that keep showing what is stored, even when the plugin that named it is gone."""

    def optgroups(self, name, value, attrs=None):
        shown = {str(key) for _label, options in self._groups() for key, _text in options}
        lost = [(key, key) for key in value if key not in shown]
        offered, self.choices = self.choices, [*self.choices, *lost]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = offered

    def _groups(self):
        for key, label in self.choices:
            yield (key, label) if isinstance(label, list | tuple) else ("", [(key, label)])


class KeysFormField(forms.MultipleChoiceField):
    """Any number of keys. What a plugin has left behind may stay ticked: only an editor takes it away."""

    widget = KeysWidget

    def valid_value(self, value):
        return super().valid_value(value) or value.isidentifier()

    def clean(self, value):
        return tuple(super().clean(value))


class KeysField(models.TextField):
    """An ordered set of keys in one column, stored as ``|midwife|nurse|`` so that both databases find one with ``contains``.

    ``options`` gives the choices of its form field, asked anew for every form.
    """

    def __init__(self, *args, options: Callable[[], list[tuple[Any, Any]]] = list, **kwargs):
        self.options = options
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clone(self):
        _name, _path, args, kwargs = self.deconstruct()
        return self.__class__(*args, options=self.options, **kwargs)

    def formfield(self, **kwargs):
        """Wagtail's own widget for long texts, which comes in ``kwargs``, would ask editors for the stored form."""
        return KeysFormField(
            choices=self.options, required=not self.blank, label=capfirst(self.verbose_name), help_text=self.help_text
        )

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value: str | Iterable[str] | None) -> tuple[str, ...]:
        if isinstance(value, str):
            return tuple(key for key in value.split("|") if key)
        return tuple(value or ())

    def get_prep_value(self, value: str | Iterable[str] | None) -> str:
        if isinstance(value, str) and "|" not in value:
            return value
        keys = self.to_python(value)
        return f"|{'|'.join(keys)}|" if keys else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


def holds(key: str) -> str:
    """The text to search a KeysField for with ``contains`` when it must hold the key itself, not a key that begins alike."""
    return f"|{key}|"
