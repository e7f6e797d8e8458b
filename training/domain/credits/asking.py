"""Asking a credit scheme as a region has set it: with the parameters in force on the day of the facts.

Schemes are asked inside the transaction of an award, why and within which limits: docs/decisions/rules-asked-inside.md.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from plugins.api import CreditAnswer, CreditFacts, CreditUnit, ParameterValue
from plugins.credit_parameters import parameters_in_force, with_parameters
from plugins.credit_rules import ask, undetermined
from plugins.failures import BREAKS
from plugins.isolation import without_database
from plugins.registry import credit_schemes
from plugins.runtime import Hooks


def ask_scheme(key: str, facts: CreditFacts, *, unit: str, hooks: Hooks) -> tuple[CreditFacts, CreditAnswer]:
    """The scheme's answer, and the facts it was asked with, with the parameters as the region had set them for that day.

    A scheme that is missing, broken or not chosen answers ``undetermined``, in ``unit`` where its own is not known.
    """
    if not key:
        return facts, undetermined(cast(CreditUnit, unit), _("No credit scheme is chosen for this body."))
    provided = credit_schemes().get(key)
    if provided is None:
        reason = _("The credit scheme {scheme} is not installed or does not work. Tell the people who run this site.")
        return facts, undetermined(cast(CreditUnit, unit), reason.format(scheme=key))
    try:
        with without_database():
            if provided.value.parameters:
                facts = with_parameters(provided.value, facts, plugin_settings(provided.plugin, hooks))
            return facts, ask(provided.value, facts)
    except BREAKS as exc:  # settings are brought up to date by the plugin's own code
        reason = _("The settings of the credit scheme {scheme} cannot be used ({error}). Have a look at the plugin's settings.")
        return facts, undetermined(provided.value.unit, reason.format(scheme=key, error=exc))


def parameters_on(scheme: str, *, day: date, hooks: Hooks) -> Mapping[str, ParameterValue]:
    """The parameters of a scheme on that day, by its key; none where it is not installed.

    Where the region's settings are broken no value is known: each is None.
    """
    provided = credit_schemes().get(scheme)
    if provided is None:
        return {}
    try:
        with without_database():
            return parameters_in_force(provided.value, plugin_settings(provided.plugin, hooks), day)
    except BREAKS:  # settings are brought up to date by the plugin's own code
        return dict.fromkeys(provided.value.parameters)


def plugin_settings(plugin: str, hooks: Hooks) -> Mapping[str, Any]:
    """What the region set; nothing where the plugin is switched off by now."""
    try:
        return hooks.settings(plugin)
    except KeyError:
        return {}
