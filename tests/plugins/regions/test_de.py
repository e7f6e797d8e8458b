from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from plugins.api import Assessment, CreditFacts, SessionFacts
from plugins.credit_rules import ask
from plugins.registry import credit_schemes

MORNING = datetime(2024, 6, 1, 9, tzinfo=timezone(timedelta(hours=2)))
FACTS = CreditFacts(
    date=MORNING.date(),
    profession="physician",
    role="participant",
    category="A",
    group_size=20,
    sessions=(SessionFacts(start=MORNING, minutes=90, attended=90),),
)
PASSED = Assessment(questions=10, options=5, correct=7)


def answer(key="de_mfbo2024", **changes):
    return ask(credit_schemes()[key].value, replace(FACTS, **changes))


def test_each_generation_answers_for_its_own_time_only():
    assert answer("de_mfbo2013", date=date(2024, 5, 8)).amount == 2
    assert answer("de_mfbo2013", date=date(2024, 5, 9)).status == "undetermined"
    assert answer("de_mfbo2024", date=date(2024, 5, 9)).amount == 2
    early = answer("de_mfbo2024", date=date(2024, 5, 8))
    assert early.status == "undetermined"
    assert "2024-05-09" in early.reason


@pytest.mark.parametrize("category", [*"EFGHIK", "Z"])
def test_a_category_the_text_does_not_tell_is_undetermined_and_names_whom_to_ask(category):
    for key, day in (("de_mfbo2013", date(2019, 5, 25)), ("de_mfbo2024", date(2024, 6, 1))):
        given = answer(key, category=category, date=day)
        assert (given.status, given.amount) == ("undetermined", None)
        assert "Ask the chamber" in given.reason


def test_without_a_category_nothing_is_proposed():
    assert answer(category=None).status == "undetermined"


def test_a_contribution_is_a_line_of_its_own_in_2013_and_not_told_in_2024():
    then = answer("de_mfbo2013", role="speaker", date=date(2019, 5, 25))
    assert [(line.component, line.amount) for line in then.lines] == [("basis", 2), ("speaker", 1)]
    assert answer(role="speaker").status == "undetermined"


def test_a_learning_check_passes_with_70_percent_and_earns_nothing_without_a_unit():
    assert answer(assessment=PASSED).amount == 3
    assert answer(assessment=replace(PASSED, correct=6)).amount == 2
    short = (SessionFacts(start=MORNING, minutes=44, attended=44),)
    assert answer(assessment=PASSED, sessions=short).amount == 0


def test_category_d_without_a_passed_learning_check_earns_nothing():
    assert answer(category="D").amount == 0
    assert answer(category="D", assessment=PASSED).amount == 2


def test_minutes_attended_count_and_not_minutes_offered():
    assert answer(sessions=(SessionFacts(start=MORNING, minutes=90, attended=80),)).amount == 1


def test_what_is_left_of_a_day_is_not_carried_to_the_next():
    days = [MORNING, MORNING + timedelta(days=1)]
    assert answer(sessions=tuple(SessionFacts(start=day, minutes=80, attended=80) for day in days)).amount == 2


def test_a_small_group_earns_its_bonus_on_each_day():
    days = [MORNING, MORNING + timedelta(days=1)]
    several = tuple(SessionFacts(start=day, minutes=270, attended=270) for day in days)
    assert answer(category="C", sessions=several).amount == Decimal(6 + 2 + 6 + 2)


def test_a_small_group_of_25_qualifies_and_one_of_unknown_size_is_undetermined():
    assert answer(category="C", group_size=25).amount == 3
    assert answer(category="C", group_size=26).status == "refused"
    assert answer(category="C", group_size=None).status == "undetermined"


def test_the_congress_of_2013_needs_several_days_and_does_not_say_how_long_they_are():
    day = date(2019, 5, 25)
    assert answer("de_mfbo2013", category="B", date=day).status == "refused"
    two = tuple(SessionFacts(start=MORNING + timedelta(days=n), minutes=480, attended=480) for n in (0, 1))
    assert answer("de_mfbo2013", category="B", date=day, sessions=two).status == "undetermined"
