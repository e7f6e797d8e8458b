"""Saxony: the medical chamber's detail rules until 2024, and what midwives have to collect in three years."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import CreditAccount, CreditAnswer, CreditFacts, CreditLine, CreditScheme, LearningCheckRule
from plugins.credit_accounts import Cap, goal
from plugins.credit_parameters import ROUNDING, cap, deadlines, pass_percent
from plugins.credit_rules import TEACHING_UNIT, determined, is_passed, line, minutes_by_day, number, undetermined, whole_units
from plugins.regions.de.conflicts import open_to_physicians
from plugins.regions.de.credits import CATEGORIES, PHYSICIANS_IN_FIVE_YEARS
from plugins.regions.de.mfbo import basis_line, bonus_2013, bonus_line, learning_check_line

READ_ON = date(2026, 11, 22)
LEAST_QUESTIONS, LEAST_OPTIONS = 10, 5
CAPPED_FORMS = {"quality_circle": "quality_circle_cap", "stammtisch": "stammtisch_cap"}


def sn_2013(facts: CreditFacts) -> CreditAnswer:
    """Points of participants by the ordinance of 2013 of the Saxon Medical Chamber (SLÄK).

    Source: slaek.de, Fortbildung, pages on the assessment (3.1 to 3.7), the application (5.1.2) and the event (6.1.2), titled
    with the ordinance of 2013. In force until 2024-12-31; the text in force since then is not known to us.
    Told, with the points of the model ordinance of 2013: a quality circle earns at most 5 a session and a Stammtisch at most 3;
    the bonus of C needs two units; a learning check has at least 10 questions with 5 options, in D for each 45 minutes. We take
    a day for a session, and for granted that everybody was active in two units. The chamber's certificate presumes complete
    attendance: that is for the award to see to, here the minutes attended count.
    Example: a quality circle of 270 minutes would earn 6 for its units and 2 more, and is cut to 5.

    >>> example("de_sn_2013", 270, category="C", form="quality_circle")
    '5 points'
    """
    rule = RULES.get(facts.category or "")
    if facts.role != "participant" or rule is None:
        return _unknown(_("The text known to us does not tell how this category or role is counted."))
    answer = rule(facts)
    return answer if isinstance(answer, CreditAnswer) else determined("points", [*answer, _cut(facts, answer)])


def _lecture(facts: CreditFacts) -> list[CreditLine]:
    units = whole_units(facts)
    return [basis_line(units), learning_check_line(units, passed=_passed(facts))]


def _small_group(facts: CreditFacts) -> list[CreditLine]:
    lecture, learning_check = _lecture(facts)
    return [lecture, bonus_line(sum(map(_bonus, minutes_by_day(facts.sessions).values()))), learning_check]


def _bonus(minutes: int) -> int:
    """The bonus of one day: two units at least."""
    return bonus_2013(minutes, least=2 * TEACHING_UNIT)


def _article(facts: CreditFacts) -> list[CreditLine] | CreditAnswer:
    """D: only with a passed learning check. Whether ten questions are enough for several units can be read both ways."""
    if not _passed(facts):
        return [line("basis", 0, _("Category D counts only with a passed learning check, and none is recorded."))]
    units_offered = sum(session.minutes for session in facts.sessions) // TEACHING_UNIT
    if facts.assessment and facts.assessment.questions < LEAST_QUESTIONS * units_offered:
        return _unknown(_("It is not clear whether each 45 minutes of an article need ten questions of their own."))
    return [basis_line(whole_units(facts))]


def _passed(facts: CreditFacts) -> bool:
    check = facts.assessment
    if check is None or check.questions < LEAST_QUESTIONS or check.options < LEAST_OPTIONS:
        return False
    return is_passed(check, percent=number(facts, "pass_percent"))


def _cut(facts: CreditFacts, lines: list[CreditLine]) -> CreditLine:
    """What is above the cap of a special form on its days. A learning check counts as far as a day has room for it."""
    name = CAPPED_FORMS.get(facts.form)
    if name is None:
        return line("cap", 0, "")
    most, bonus = number(facts, name), _bonus if facts.category == "C" else lambda minutes: 0
    days = [minutes // TEACHING_UNIT + bonus(minutes) for minutes in minutes_by_day(facts.sessions).values()]
    beyond_days = sum(int(one.amount) for one in lines) - sum(days)
    room = sum(max(0, most - day) for day in days)
    over = sum(max(0, day - most) for day in days) + max(0, beyond_days - room)
    return line("cap", -over, _("A session of this form earns at most {most}.").format(most=most))


def _unknown(reason: str) -> CreditAnswer:
    return undetermined("points", _("{reason} Ask the Saxon Medical Chamber.").format(reason=reason))


RULES: Mapping[str, Callable[[CreditFacts], list[CreditLine] | CreditAnswer]] = {
    "A": _lecture,
    "C": _small_group,
    "D": _article,
}


def sn_midwife(facts: CreditFacts) -> CreditAnswer:
    """Nothing: the law asks midwives for hours, and does not say how long an hour is.

    Source: section 8 (3) of the Saxon midwives' act, quoted by hebammenverband.de (Sachsen, 27 May 2019).

    >>> example("de_sn_midwife", 90)
    'undetermined'
    """
    return undetermined(
        "hours", _("The law does not say how long an hour of further training is. Ask the Saxon association of midwives.")
    )


MIDWIVES_IN_THREE_YEARS = CreditAccount(
    years=3,
    source="SächsHebG, section 8 (3), in force since 10 January 2013, as quoted by hebammenverband.de (Sachsen)",
    compute=goal(
        60,
        unit="hours",
        caps=[
            Cap(
                name="self_study",
                label=gettext_lazy("Literature read"),
                most=0,
                selects=lambda entry: entry.kind == "self_study",
            )
        ],
    ),
)
"""60 hours in three years; literature is to be read besides, and does not count.

>>> account("de_sn_midwife", event=58, self_study=10)
'not_met: 58 of 60 hours'
"""

SCHEMES = (
    CreditScheme(
        key="de_sn_2013",
        label=gettext_lazy("Physicians in Saxony: ordinance of 2013"),
        authority=gettext_lazy("the Saxon Medical Chamber"),
        source="slaek.de, Fortbildung: pages on assessment, application and event, titled with the ordinance of 2013",
        unit="points",
        compute=sn_2013,
        categories=CATEGORIES,
        parameters={
            "rounding": ROUNDING,
            "pass_percent": pass_percent(70),
            "quality_circle_cap": cap(gettext_lazy("Most points of a session of a quality circle"), 5),
            "stammtisch_cap": cap(gettext_lazy("Most points of a Stammtisch"), 3),
            **deadlines(apply=28, report=14),
        },
        account=PHYSICIANS_IN_FIVE_YEARS,
        learning_check=LearningCheckRule(
            questions=LEAST_QUESTIONS,
            options=LEAST_OPTIONS,
            single_answer_in=frozenset({"A", "C"}),
            needed_in=frozenset({"D"}),
            source="slaek.de, Fortbildung: page on the assessment, 3.6 and 3.7",
        ),
        read_on=READ_ON,
        effective_to=date(2024, 12, 31),
        conflicts=open_to_physicians,
    ),
    CreditScheme(
        key="de_sn_midwife",
        label=gettext_lazy("Midwives in Saxony"),
        authority=gettext_lazy("the Saxon association of midwives"),
        source="SächsHebG, section 8 (3), as quoted by hebammenverband.de (Fortbildungspflichten, Sachsen, 27 May 2019)",
        unit="hours",
        compute=sn_midwife,
        account=MIDWIVES_IN_THREE_YEARS,
        read_on=READ_ON,
        effective_from=date(2013, 1, 10),
    ),
)
