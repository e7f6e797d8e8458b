"""The settings form of a plugin with credit schemes: one field for each parameter, and the day from which its values hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditParameter, CreditScheme, ParameterValue
from plugins.credit_parameters import SETTING, parameters_in_force
from plugins.registry import credit_schemes


class CreditParametersForm(forms.Form):
    """Shows the values known last. What is changed becomes a new dated set; events before that day keep the values they had.

    A plugin derives from it, sets ``plugin`` to its name, and names the class in ``PluginInfo.settings_form``.
    """

    plugin: ClassVar[str]
    valid_from = forms.DateField(
        label=gettext_lazy("Changed values hold from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._schemes = [p.value for p in credit_schemes().values() if p.plugin == self.plugin and p.value.parameters]
        self._latest = {scheme.key: parameters_in_force(scheme, self.initial, date.max) for scheme in self._schemes}
        for scheme in self._schemes:
            for name, parameter in scheme.parameters.items():
                field = _field(parameter, label=format_lazy("{}: {}", scheme.label, parameter.label))
                field.initial = self._latest[scheme.key][name]
                self.fields[_name(scheme, name)] = field
        self.fields["valid_from"].help_text = self._help()
        self.order_fields([name for name in self.fields if name != "valid_from"])

    def clean(self) -> dict[str, Any]:
        """The plugin's settings with the changed values added to the earlier ones."""
        day, before = self.cleaned_data.get("valid_from"), dict(self.initial.get(SETTING, {}))
        changed = {} if self.errors else dict(self._changed())
        if changed and day is None:
            self.add_error("valid_from", _("Enter the day from which the changed values hold. Earlier events keep theirs."))
        if not changed or day is None:
            return {SETTING: before} if before else {}
        return {SETTING: before | {key: _with_set(before.get(key, []), day, values) for key, values in changed.items()}}

    def _changed(self) -> Iterator[tuple[str, dict[str, ParameterValue]]]:
        for scheme in self._schemes:
            values = {name: _value(self.cleaned_data[_name(scheme, name)]) for name in scheme.parameters}
            if values != self._latest[scheme.key]:
                yield scheme.key, values

    def _help(self) -> str:
        days = {one["from"] for sets in self.initial.get(SETTING, {}).values() for one in sets}
        text = _("Events from this day on are counted with the changed values, earlier ones as before.")
        return f"{text} {_('Changes so far: {days}.').format(days=', '.join(sorted(days)))}" if days else text


def _with_set(sets: list[dict[str, Any]], day: date, values: Mapping[str, ParameterValue]) -> list[dict[str, Any]]:
    """The sets in the order of their days; one of the same day is replaced."""
    others = [one for one in sets if one["from"] != day.isoformat()]
    return sorted([*others, {"from": day.isoformat(), "values": dict(values)}], key=lambda one: one["from"])


def _field(parameter: CreditParameter, *, label: Any) -> forms.Field:
    if parameter.choices:
        return forms.ChoiceField(label=label, choices=list(parameter.choices.items()), help_text=str(parameter.help_text))
    return forms.IntegerField(
        label=label,
        min_value=parameter.minimum,
        max_value=parameter.maximum,
        required=parameter.default is not None,
        help_text=str(parameter.help_text),
    )


def _name(scheme: CreditScheme, parameter: str) -> str:
    return f"{scheme.key}-{parameter}"


def _value(cleaned: Any) -> ParameterValue:
    return None if cleaned in (None, "") else cleaned
