"""The core's own scheme: hours of teaching, which need nobody's grant."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditScheme
from plugins.credit_parameters import ROUNDING
from plugins.credit_rules import TEACHING_UNIT, determined, line, whole_units


def hours(facts: CreditFacts) -> CreditAnswer:
    """Whole teaching units of 45 minutes attended, counted day by day unless the region has them counted over the event.

    Source: our own convention, for professions without a points system; no body awards it. In force at all times.
    Example: 80 minutes on each of two days are 1 + 1 units, though 160 at a stretch are 3.

    >>> example("hours", 80, 80)
    '2 hours'
    """
    units = whole_units(facts)
    sentence = _("{units} whole teaching units of {minutes} minutes attended.").format(units=units, minutes=TEACHING_UNIT)
    return determined("hours", [line("basis", units, sentence)])


HOURS = CreditScheme(
    key="hours",
    label=gettext_lazy("Teaching units of 45 minutes"),
    authority=gettext_lazy("the organiser"),
    source="Own convention: whole units of 45 minutes attended, rounded down day by day",
    unit="hours",
    compute=hours,
    parameters={"rounding": ROUNDING},
)
