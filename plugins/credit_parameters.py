"""What a region may set otherwise in a credit scheme, from a day on, so that older awards stay explained.

In a plugin's settings it is kept as ``{"credits": {scheme: [{"from": "2026-01-01", "values": {name: value}}]}}``: whole sets of
values, of which the one with the latest ``from`` that is not after the facts' date is in force.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from plugins.api import CreditFacts, CreditParameter, CreditScheme, ParameterValue

SETTING = "credits"
ROUNDING = CreditParameter(
    label=_("Whole units are counted"),
    default="day",
    choices={"day": _("day by day"), "event": _("over the whole event")},
)


class ParameterError(ValueError):
    """A value that the parameter does not take, or settings in a shape that is none; the sentence is for who wrote it."""


def pass_percent(default: int) -> CreditParameter:
    """What part of a learning check's questions has to be answered correctly."""
    return CreditParameter(
        label=_("Learning check passed with"), default=default, help_text=_("Percent."), minimum=1, maximum=100
    )


def cap(label: Any, default: int) -> CreditParameter:
    """The most that counts of something."""
    return CreditParameter(label=label, default=default)


def deadlines(*, apply: int | None = None, report: int | None = None) -> dict[str, CreditParameter]:
    """The body's deadlines in days, None where its texts known to us name none: a region enters what its chamber says."""
    before, after = _("Days before the event."), _("Days after the end of the event.")
    return {
        "apply_days": CreditParameter(label=_("Application at the latest"), default=apply, help_text=before, maximum=365),
        "report_days": CreditParameter(label=_("Report at the latest"), default=report, help_text=after, maximum=365),
    }


def complete(scheme: CreditScheme, values: Mapping[str, object]) -> dict[str, ParameterValue]:
    """A value for each parameter of the scheme. Raises ParameterError at one that is unknown or not of its kind."""
    for name in values:
        if name not in scheme.parameters:
            known = ", ".join(scheme.parameters) or "none"
            raise ParameterError(f"{scheme.key} has no parameter {name!r}; there are: {known}.")
    return {name: _valid(name, parameter, values) for name, parameter in scheme.parameters.items()}


def parameters_in_force(scheme: CreditScheme, settings: Mapping[str, Any], day: date) -> dict[str, ParameterValue]:
    """The parameters that hold on a day by the settings of the scheme's plugin. Raises ParameterError when those are broken."""
    try:
        sets = [one for one in settings.get(SETTING, {}).get(scheme.key, []) if date.fromisoformat(one["from"]) <= day]
        values = max(sets, key=lambda one: date.fromisoformat(one["from"]))["values"] if sets else {}
        return complete(scheme, values)
    except ParameterError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as exc:
        raise ParameterError(f"The settings of {scheme.key} have a shape that cannot be read ({exc!r}).") from exc


def with_parameters(scheme: CreditScheme, facts: CreditFacts, settings: Mapping[str, Any]) -> CreditFacts:
    """The facts with the parameters in force on their date. Raises ParameterError when the settings are broken."""
    return replace(facts, parameters=parameters_in_force(scheme, settings, facts.date))


def _valid(name: str, parameter: CreditParameter, values: Mapping[str, object]) -> ParameterValue:
    value = values.get(name, parameter.default)
    if value is None and parameter.default is None:
        return None
    if isinstance(value, str) and value in parameter.choices:
        return value
    if parameter.choices:
        raise ParameterError(f"{name}: one of these is needed: {', '.join(parameter.choices)}.")
    if isinstance(value, bool) or not isinstance(value, int) or not parameter.minimum <= value <= parameter.maximum:
        raise ParameterError(f"{name}: a whole number from {parameter.minimum} to {parameter.maximum} is needed.")
    return value
