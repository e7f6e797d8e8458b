"""What authors of credit schemes share: counting time, building answers, and asking a scheme without being hurt by it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from plugins.api import (
    Assessment,
    CreditAnswer,
    CreditComponent,
    CreditFacts,
    CreditLine,
    CreditScheme,
    CreditUnit,
    SessionFacts,
)
from plugins.credit_parameters import complete
from plugins.failures import BREAKS

TEACHING_UNIT = 45
"""Minutes of a teaching unit, as German ordinances count it."""


def minutes_by_day(sessions: Iterable[SessionFacts]) -> dict[date, int]:
    """Minutes attended on each day, by the session's own calendar. Time spent in two sessions at once counts once.

    Sessions on demand have no place in time, so they cannot overlap and are simply added.
    """
    days: dict[date, int] = {}
    seen_until: dict[date, datetime] = {}
    for session in sorted(sessions, key=lambda session: session.start):
        day = session.start.date()
        if session.delivery == "on_demand":
            counted = session.attended
        else:
            end = session.start + timedelta(minutes=session.attended)
            start = max(session.start, seen_until.get(day, session.start))
            counted = max(0, int((end - start).total_seconds()) // 60)
            seen_until[day] = max(end, seen_until.get(day, end))
        days[day] = days.get(day, 0) + counted
    return days


def units_by_day(facts: CreditFacts, *, minutes: int = TEACHING_UNIT) -> dict[date, int]:
    """Whole units of each day. What is left of a day is lost and not carried over: no rule we know says otherwise."""
    return {day: attended // minutes for day, attended in minutes_by_day(facts.sessions).items()}


def whole_units(facts: CreditFacts, *, minutes: int = TEACHING_UNIT) -> int:
    """Whole units of the event, as the parameter ``rounding`` says: counted day by day, or over the whole event."""
    if facts.parameters.get("rounding") == "event":
        return sum(minutes_by_day(facts.sessions).values()) // minutes
    return sum(units_by_day(facts, minutes=minutes).values())


def is_passed(assessment: Assessment | None, *, percent: int) -> bool:
    """Whether there was a learning check and so many percent of its questions were answered correctly."""
    return assessment is not None and assessment.correct * 100 >= assessment.questions * percent > 0


def not_told(facts: CreditFacts) -> str:
    """Why a rule that speaks only of taking part in events at their time does not decide, empty when it does."""
    if facts.role != "participant":
        return _("The text known to us does not say what a contribution earns.")
    if any(session.delivery == "on_demand" for session in facts.sessions):
        return _("The text known to us does not tell how courses on demand are counted.")
    return ""


def number(facts: CreditFacts, parameter: str) -> int:
    """The value of a parameter that is a number and has a default."""
    value = facts.parameters[parameter]
    if not isinstance(value, int):
        raise TypeError(f"the parameter {parameter} is no number")
    return value


def line(component: CreditComponent, amount: int | Decimal, sentence: str) -> CreditLine:
    """One step of the sum."""
    return CreditLine(component=component, amount=Decimal(amount), sentence=sentence)


def capped_by_day(days: Iterable[Decimal | int], *, most: int, sentence: str) -> CreditLine:
    """What is above ``most`` on single days, as a line that takes it away."""
    return line("cap", -sum((max(Decimal(0), amount - Decimal(most)) for amount in days), Decimal(0)), sentence)


def determined(unit: CreditUnit, lines: Iterable[CreditLine]) -> CreditAnswer:
    """The sum of the lines. Lines of zero are left out, save the first: it says what was counted."""
    first, *others = lines
    kept = (first, *(line for line in others if line.amount))
    return CreditAnswer(status="determined", unit=unit, amount=sum((line.amount for line in kept), Decimal(0)), lines=kept)


def refused(unit: CreditUnit, reason: str) -> CreditAnswer:
    """The event or the person does not qualify."""
    return CreditAnswer(status="refused", unit=unit, reason=reason)


def undetermined(unit: CreditUnit, reason: str) -> CreditAnswer:
    """No rule known to us decides; the reason says whom to ask."""
    return CreditAnswer(status="undetermined", unit=unit, reason=reason)


def ask(scheme: CreditScheme, facts: CreditFacts) -> CreditAnswer:
    """The scheme's answer, or ``undetermined`` with the reason when it is not in force, fails or answers wrongly.

    Parameters that the facts do not name have their default. Never raises: a failing scheme is no reason to lose the rest of a
    list, and no reason to award zero.
    """
    if reason := _not_in_force(scheme, facts.date):
        return undetermined(scheme.unit, reason)
    try:
        answer = scheme.compute(replace(facts, parameters=complete(scheme, facts.parameters)))
        verify_answer(answer, scheme)
    except BREAKS as exc:
        return undetermined(
            scheme.unit,
            _("The credit scheme {scheme} failed ({error}). Tell the people who run this site.").format(
                scheme=scheme.key, error=f"{type(exc).__name__}: {exc}"
            ),
        )
    return answer


def is_in_force(scheme: CreditScheme, day: date) -> bool:
    """Whether the scheme's rule holds on that day."""
    return not _not_in_force(scheme, day)


def _not_in_force(scheme: CreditScheme, day: date) -> str:
    if scheme.effective_from and day < scheme.effective_from:
        since = scheme.effective_from.isoformat()
        return _("This rule is in force from {since}, not yet on {day}. Choose the older rule or ask {authority}.").format(
            since=since, day=day.isoformat(), authority=scheme.authority
        )
    if scheme.effective_to and day > scheme.effective_to:
        until = scheme.effective_to.isoformat()
        return _("This rule was in force until {until}, no longer on {day}. Choose the newer rule or ask {authority}.").format(
            until=until, day=day.isoformat(), authority=scheme.authority
        )
    return ""


def verify_answer(answer: object, scheme: CreditScheme) -> None:
    """Raise a TypeError or ValueError that says what is wrong with a scheme's answer, if anything is."""
    if not isinstance(answer, CreditAnswer):
        raise TypeError(f"compute() gave {type(answer).__name__} instead of a CreditAnswer")
    if answer.unit != scheme.unit:
        raise ValueError(f"the answer is in {answer.unit}, the scheme in {scheme.unit}")
    if answer.amount is None:
        return
    if not isinstance(answer.amount, Decimal) or not answer.amount.is_finite() or answer.amount < 0:
        raise ValueError("the amount is not a Decimal of zero or more")
    if sum((line.amount for line in answer.lines), Decimal(0)) != answer.amount:
        raise ValueError("the lines do not add up to the amount")
