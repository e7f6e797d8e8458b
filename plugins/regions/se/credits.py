"""Sweden: hours of further training. No body counts points there."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAnswer, CreditFacts, CreditParameter, CreditScheme
from plugins.credit_rules import determined, line, minutes_by_day

STEPS = {"quarter": 15, "half": 30, "whole": 60}


def hours(facts: CreditFacts) -> CreditAnswer:
    """Hours of 60 minutes attended, rounded down to quarters over the whole event.

    Source: slf.se (Fortbildning) calls further training wholly unregulated and recommends days; lipus.se certifies courses and
    counts no points. That hours are certified, and that quarters are, is our own convention.

    >>> example("se_hours", 90)
    '1.5 hours'
    """
    attended, step = sum(minutes_by_day(facts.sessions).values()), STEPS[str(facts.parameters["rounding"])]
    sentence = _("{attended} minutes attended, rounded down to steps of {step} minutes.").format(attended=attended, step=step)
    return determined("hours", [line("basis", Decimal(attended // step * step) / 60, sentence)])


SCHEMES = (
    CreditScheme(
        key="se_hours",
        label=gettext_lazy("Hours of further training in Sweden"),
        authority=gettext_lazy("the organiser"),
        source="slf.se (Fortbildning) and lipus.se (Kurscertifiering): no points in Sweden; hours by our own convention",
        unit="hours",
        compute=hours,
        parameters={
            "rounding": CreditParameter(
                label=gettext_lazy("Rounded down to"),
                default="quarter",
                choices={
                    "quarter": gettext_lazy("quarters of an hour"),
                    "half": gettext_lazy("half hours"),
                    "whole": gettext_lazy("whole hours"),
                },
            )
        },
        read_on=date(2026, 11, 22),
    ),
)
