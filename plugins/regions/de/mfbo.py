"""The model ordinance on further training (MFBO) of the German Medical Association, in its two generations.

The chamber awards, this only proposes. Sources and their marks are those of the extract each docstring names. Where a text
is silent on rounding, whole units of 45 minutes are counted day by day; a learning check is passed with 70 % of its questions
(the bar that chambers name in their notices); neither bonus comes without at least one whole unit. A region can set rounding
and bar as its chamber has them.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from plugins.api import CreditAnswer, CreditFacts, CreditLine
from plugins.credit_parameters import ROUNDING, deadlines, pass_percent
from plugins.credit_rules import (
    TEACHING_UNIT,
    determined,
    is_passed,
    line,
    minutes_by_day,
    number,
    refused,
    undetermined,
    units_by_day,
    whole_units,
)

MAX_SMALL_GROUP = 25
POINTS_OF_AN_AUTHOR = 5
PARAMETERS = {"rounding": ROUNDING, "pass_percent": pass_percent(70), **deadlines()}
Result = CreditAnswer | list[CreditLine]
Rule = Callable[[CreditFacts], Result]

CONTRIBUTORS = frozenset({"speaker", "moderator", "scientific_lead"})


def mfbo2024(facts: CreditFacts) -> CreditAnswer:
    """Points by the MFBO 2024, § 10.

    Source: extract of the MFBO 2024 ("Stand 09.05.2024") published by the academy of the German urologists
    (urologenportal.de, CME-Kriterien, of 24 October 2025). In force from 2024-05-09.
    Told: A, B, C and D for participants, 5 for the author of a scientific publication (F). Not told: E and G to K, and what a
    contribution of a speaker earns; those are undetermined.
    Example: C, 270 minutes: 6 units, more than 5 on the day, so 2 more (our reading of the sentence on units and bonus).

    >>> example("de_mfbo2024", 270, category="C", group_size=20)
    '8 points'
    """
    if facts.role == "author":
        return _author(facts)
    if facts.role != "participant":
        return undetermined("points", _ask_chamber(_("The text known to us does not say what a contribution earns.")))
    return _by_category(facts, {"A": _lecture, "B": _congress_2024, "C": _small_group_2024, "D": _article})


def mfbo2013(facts: CreditFacts) -> CreditAnswer:
    """Points by the MFBO 2013.

    Source: list of the 2013 generation at cmi-med.de (Zertifizierung, undated). In force until 2024-05-08.
    Told: A, C and D, one more point for a contribution of a speaker, moderator or scientific lead, and 5 for the author of a
    scientific publication (F). For B it names 3 points a half day and 6 a day of congresses of several days, but not how long a
    half day is. B, E and G to K are undetermined.
    Example: a speaker in A with 90 minutes: 2 points for taking part and 1 for the contribution.

    >>> example("de_mfbo2013", 90, category="A", role="speaker")
    '3 points'
    """
    if facts.role == "author":
        return _author(facts)
    return _by_category(facts, {"A": _lecture, "B": _congress_2013, "C": _small_group_2013, "D": _article})


def _by_category(facts: CreditFacts, rules: Mapping[str, Rule]) -> CreditAnswer:
    if facts.category is None:
        return undetermined("points", _("No category is chosen. Choose the one the application to the chamber names."))
    rule = rules.get(facts.category)
    if rule is None:
        reason = _("The text known to us does not tell how category {category} is counted.").format(category=facts.category)
        return undetermined("points", _ask_chamber(reason))
    answer = rule(facts)
    return answer if isinstance(answer, CreditAnswer) else determined("points", [*answer, *_contribution(facts)])


def _author(facts: CreditFacts) -> CreditAnswer:
    """F: 5 points for a scientific publication, one of which the facts describe."""
    if facts.category != "F":
        reason = _("As far as the text known to us goes, authors earn points in category F only.")
        return undetermined("points", _ask_chamber(reason))
    return determined("points", [line("speaker", POINTS_OF_AN_AUTHOR, _("5 for the author of a scientific publication."))])


def _lecture(facts: CreditFacts) -> Result:
    """A: 1 point a unit, 1 more for a passed learning check."""
    units = whole_units(facts)
    return [basis_line(units), learning_check_line(units, passed=_passed(facts))]


def _congress_2024(facts: CreditFacts) -> Result:
    """B: 6 points for a day of at least 8 hours attended, 3 for one of at least 4."""
    minutes = minutes_by_day(facts.sessions).values()
    days, halves = sum(m >= 480 for m in minutes), sum(240 <= m < 480 for m in minutes)
    sentence = _("{days} days of at least 8 hours at 6 points and {halves} half days of at least 4 hours at 3 points.")
    return [line("basis", 6 * days + 3 * halves, sentence.format(days=days, halves=halves))]


def _congress_2013(facts: CreditFacts) -> Result:
    """B: for congresses of several days; the length of a day and of a half day is not stated."""
    if len(minutes_by_day(facts.sessions)) < 2:
        return refused("points", _("Category B is for congresses of several days. Choose the category of the single parts."))
    return undetermined("points", _ask_chamber(_("The text does not say how many hours make a day or a half day.")))


def _small_group_2024(facts: CreditFacts) -> Result:
    """C: at most 25 people; as A, and on each day 1 more for up to 5 units, 2 for more."""
    if facts.group_size is None:
        return undetermined("points", _("Category C has a limit of 25 people, and the size of the group is not known."))
    if facts.group_size > MAX_SMALL_GROUP:
        reason = _("Category C is for groups of at most {limit} people, this one has {size}.")
        return refused("points", reason.format(limit=MAX_SMALL_GROUP, size=facts.group_size))
    days = units_by_day(facts).values()
    return _small_group(facts, bonus=sum((units > 0) + (units > 5) for units in days))


def _small_group_2013(facts: CreditFacts) -> Result:
    """C: as A, and on each day 1 more for up to 4 hours, 2 for more. No limit to the size of the group is stated."""
    return _small_group(facts, bonus=sum(map(bonus_2013, minutes_by_day(facts.sessions).values())))


def bonus_2013(minutes: int, *, least: int = TEACHING_UNIT) -> int:
    """The bonus of one day of a small group: 1 from ``least`` minutes on, 2 for more than four hours."""
    return (minutes >= least) + (minutes > 240)


def _small_group(facts: CreditFacts, *, bonus: int) -> Result:
    units = whole_units(facts)
    return [basis_line(units), bonus_line(bonus), learning_check_line(units, passed=_passed(facts))]


def _article(facts: CreditFacts) -> Result:
    """D: 1 point a unit of reading, only with a passed learning check, which earns nothing of its own."""
    if not _passed(facts):
        return [line("basis", 0, _("Category D counts only with a passed learning check, and none is recorded."))]
    return [basis_line(whole_units(facts))]


def basis_line(units: int) -> CreditLine:
    """1 point a unit."""
    return line("basis", units, _("{units} whole units of {minutes} minutes.").format(units=units, minutes=TEACHING_UNIT))


def bonus_line(points: int) -> CreditLine:
    """What a small group earns on top of its units."""
    return line("bonus", points, _("{points} for working in a small group with active participation.").format(points=points))


def learning_check_line(units: int, *, passed: bool) -> CreditLine:
    """1 point for a passed learning check, none without a whole unit."""
    return line("learning_check", int(units > 0 and passed), _("1 for the passed learning check."))


def _passed(facts: CreditFacts) -> bool:
    return is_passed(facts.assessment, percent=number(facts, "pass_percent"))


def _contribution(facts: CreditFacts) -> list[CreditLine]:
    return [line("speaker", 1, _("1 for the contribution."))] if facts.role in CONTRIBUTORS else []


def _ask_chamber(reason: str) -> str:
    return _("{reason} Ask the chamber at the place of the event.").format(reason=reason)
