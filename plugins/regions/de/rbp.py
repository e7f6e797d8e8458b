"""The voluntary registration of nurses (Registrierung beruflich Pflegender, RbP)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAccount, CreditAnswer, CreditFacts, CreditLine, CreditScheme, Text
from plugins.credit_accounts import Cap, goal
from plugins.credit_parameters import cap
from plugins.credit_rules import (
    TEACHING_UNIT,
    capped_by_day,
    determined,
    line,
    minutes_by_day,
    number,
    undetermined,
    units_by_day,
    whole_units,
)

Rule = Callable[[CreditFacts], list[CreditLine] | CreditAnswer]
MOST_OF_A_SPEAKER = 20


class Row(NamedTuple):
    """Of the table: a measure of so many days with so many whole hours earns so many points."""

    days: int
    first_hour: int
    last_hour: int
    points: int


SEVERAL_DAYS = (Row(2, 12, 19, 10), Row(3, 20, 27, 12), Row(4, 28, 39, 14), Row(5, 40, 47, 16), Row(6, 48, 200, 18))
FURTHER_TRAINING = ((400, 40), (300, 30), (200, 20))
"""Points of further training from so many hours on, the longest first."""


def rbp(facts: CreditFacts) -> CreditAnswer:
    """Points of nurses for courses, congresses, further training, e-learning, contributions and articles.

    Source: akademie-franziskus.de (Pflegeberufe: Fortbildungspunkte), a provider's page, undated; RbP's own guide was not seen.
    Told: 1 a unit of 45 minutes, at most 8 a day of a course and 6 of a congress; a table by days and hours for courses of
    several days; further training from 200 hours; 1 a unit for speakers and e-learning, 1 for an article. What is attended
    between the rows of a table, congresses of several days and everything else is undetermined.
    Example: a course of two days with 8 hours each is in the row of 12 to 19 hours.

    >>> example("de_rbp", 480, 480, category="course")
    '10 points'
    """
    rule = CONTRIBUTIONS.get(facts.role) if facts.role != "participant" else CATEGORIES.get(facts.category or "")
    if rule is None:
        return _unknown(_("The text known to us does not tell how this category or role is counted."))
    answer = rule(facts)
    return answer if isinstance(answer, CreditAnswer) else determined("points", answer)


def _course(facts: CreditFacts) -> list[CreditLine] | CreditAnswer:
    """One day by units, several by the table."""
    days = [minutes for minutes in minutes_by_day(facts.sessions).values() if minutes]
    if len(days) < 2:
        return _by_units(facts, most=number(facts, "course_day_cap"))
    numbers = {"days": len(days), "hours": sum(days) // 60}
    for row in SEVERAL_DAYS:
        if min(len(days), SEVERAL_DAYS[-1].days) == row.days and row.first_hour <= numbers["hours"] <= row.last_hour:
            sentence = _("{points} for {days} days with {hours} whole hours, by the table for courses of several days.")
            return [line("basis", row.points, sentence.format(points=row.points, **numbers))]
    return _unknown(_("The table has no row for {days} days with {hours} whole hours attended.").format(**numbers))


def _congress(facts: CreditFacts) -> list[CreditLine] | CreditAnswer:
    """One day by units; whether several days go by the table for courses is not told."""
    if sum(minutes > 0 for minutes in minutes_by_day(facts.sessions).values()) > 1:
        return _unknown(_("The text known to us does not say how a congress of several days is counted."))
    return _by_units(facts, most=number(facts, "congress_day_cap"))


def _further_training(facts: CreditFacts) -> list[CreditLine] | CreditAnswer:
    hours = sum(minutes_by_day(facts.sessions).values()) // 60
    for least, points in FURTHER_TRAINING:
        if hours >= least:
            sentence = _("{points} for further training of at least {hours} hours.").format(points=points, hours=least)
            return [line("basis", points, sentence)]
    return _unknown(_("The table for further training begins with 200 hours."))


def _by_units(facts: CreditFacts, *, most: int) -> list[CreditLine]:
    days = units_by_day(facts).values()
    return [_basis(sum(days)), capped_by_day(days, most=most, sentence=_("At most {most} a day count.").format(most=most))]


def _e_learning(facts: CreditFacts) -> list[CreditLine]:
    return [_basis(whole_units(facts))]


def _basis(units: int) -> CreditLine:
    return line("basis", units, _("{units} whole units of {minutes} minutes.").format(units=units, minutes=TEACHING_UNIT))


def _speaker(facts: CreditFacts) -> list[CreditLine]:
    units = whole_units(facts)
    sentence = _("{units} whole units of {minutes} minutes as a speaker.").format(units=units, minutes=TEACHING_UNIT)
    limit = _("At most {most} count for speakers.").format(most=MOST_OF_A_SPEAKER)
    return [line("speaker", units, sentence), line("cap", min(0, MOST_OF_A_SPEAKER - units), limit)]


def _author(facts: CreditFacts) -> list[CreditLine]:
    return [line("speaker", 1, _("1 for an article."))]


def _unknown(reason: str) -> CreditAnswer:
    return undetermined("points", _("{reason} Ask the registration of nurses (RbP).").format(reason=reason))


CATEGORIES: Mapping[str, Rule] = {
    "course": _course,
    "congress": _congress,
    "further_training": _further_training,
    "e_learning": _e_learning,
}
CONTRIBUTIONS: Mapping[str, Rule] = {"speaker": _speaker, "author": _author}


def _most(kind: str, most: int) -> Cap:
    return Cap(name=kind, label=KINDS[kind], most=most, selects=lambda entry: entry.kind == kind)


KINDS: Mapping[str, Text] = {
    "speaker": gettext_lazy("Contributions as a speaker"),
    "author": gettext_lazy("Articles"),
    "working_group": gettext_lazy("Working group, quality circle or supervision"),
    "journal": gettext_lazy("Subscription of a journal"),
    "membership": gettext_lazy("Membership in an association"),
}

TWO_YEARS = CreditAccount(
    years=2,
    source="akademie-franziskus.de (Pflegeberufe: Fortbildungspunkte): 40 points in 2 years, with caps for some kinds",
    kinds=KINDS,
    compute=goal(
        40,
        unit="points",
        caps=[
            _most("speaker", 20),
            _most("author", 20),
            _most("working_group", 20),
            _most("journal", 6),
            _most("membership", 6),
        ],
    ),
)
"""40 points in two years, of which some kinds count up to a cap only.

>>> account("de_rbp", event=34, membership=9)
'met: 40 of 40 points'
"""

RBP = CreditScheme(
    key="de_rbp",
    label=gettext_lazy("Nurses: registration of professional nurses (RbP)"),
    authority=gettext_lazy("the registration of professional nurses (RbP)"),
    source="akademie-franziskus.de (Pflegeberufe: Fortbildungspunkte), a provider's page, undated",
    unit="points",
    compute=rbp,
    categories={
        "course": gettext_lazy("Course"),
        "congress": gettext_lazy("Congress"),
        "further_training": gettext_lazy("Further training of at least 200 hours"),
        "e_learning": gettext_lazy("E-learning"),
    },
    parameters={
        "course_day_cap": cap(gettext_lazy("Most points of a day of a course"), 8),
        "congress_day_cap": cap(gettext_lazy("Most points of a day of a congress"), 6),
    },
    account=TWO_YEARS,
    read_on=date(2026, 11, 22),
)
