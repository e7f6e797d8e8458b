"""The two generations of the Nordlicht Chamber's rule. The chamber and its rules are invented.

Rule of 2019, paragraph 4: category V (talks) earns 1 point for 45 minutes, category W (workshops for at most 20 people) 1 point
more for each day. In force until 31 December 2025.
Rule of 2026, paragraph 4: as before, and 1 point for a learning check of which 70 % is answered correctly. Category S (reading at
home) counts only with a passed check. A day earns at most 8 points. In force from 1 January 2026.
Both are silent on contributions and on other categories.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from plugins.api import Assessment, CreditAnswer, CreditFacts, CreditLine
from plugins.credit_rules import determined, line, refused, undetermined, units_by_day

MOST_PEOPLE = 20
MOST_A_DAY = 8
PASS_PERCENT = 70


def rule_2019(facts: CreditFacts) -> CreditAnswer:
    """Example: W with 18 people, 180 minutes on each of two days: 4 + 4 units and 2 days, 10 points."""
    if answer := _not_told(facts, {"V", "W"}):
        return answer
    return determined("points", [_units(facts), _workshop_days(facts)])


def rule_2026(facts: CreditFacts) -> CreditAnswer:
    """Example: V, 450 minutes on one day and a passed check: 10 units less 2 above 8 a day, and 1 for the check, 9 points."""
    if answer := _not_told(facts, {"V", "W", "S"}):
        return answer
    if facts.category == "S" and not _passed(facts.assessment):
        return refused("points", _("Reading counts only with a passed learning check. Repeat the check."))
    check = line("learning_check", int(_has_units(facts) and _passed(facts.assessment)), _("1 for the passed learning check."))
    return determined("points", [_units(facts), _workshop_days(facts), _above_a_day(facts), check])


def _not_told(facts: CreditFacts, categories: set[str]) -> CreditAnswer | None:
    """The answer where the rule does not say, or refuses; None where it goes on."""
    if facts.role != "participant":
        return undetermined("points", _("The rule says nothing about contributions. Ask the Nordlicht Chamber."))
    if facts.category not in categories:
        return undetermined("points", _("Choose the category that the application to the chamber names."))
    if facts.category == "W" and facts.group_size is None:
        return undetermined("points", _("A workshop has a limit of people, and the size of the group is not known."))
    if facts.category == "W" and facts.group_size > MOST_PEOPLE:
        reason = _("A workshop has at most {most} people, this one has {size}. Apply for category V.")
        return refused("points", reason.format(most=MOST_PEOPLE, size=facts.group_size))
    return None


def _units(facts: CreditFacts) -> CreditLine:
    units = sum(units_by_day(facts).values())
    return line("basis", units, _("{units} whole units of 45 minutes.").format(units=units))


def _workshop_days(facts: CreditFacts) -> CreditLine:
    days = sum(units > 0 for units in units_by_day(facts).values()) if facts.category == "W" else 0
    return line("bonus", days, _("1 for each day of a workshop."))


def _above_a_day(facts: CreditFacts) -> CreditLine:
    days: Mapping[object, int] = units_by_day(facts)
    bonus = int(facts.category == "W")
    above = sum(max(0, units + bonus - MOST_A_DAY) for units in days.values() if units)
    return line("cap", -above, _("A day earns at most {most} points.").format(most=MOST_A_DAY))


def _has_units(facts: CreditFacts) -> bool:
    return any(units_by_day(facts).values())


def _passed(check: Assessment | None) -> bool:
    return check is not None and check.correct * 100 >= check.questions * PASS_PERCENT > 0
