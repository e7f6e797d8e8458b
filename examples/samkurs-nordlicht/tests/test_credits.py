from datetime import date
from decimal import Decimal

import pytest
from plugins.api import Assessment

PASSED, FAILED = (Assessment(questions=10, options=4, correct=correct) for correct in (7, 6))


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"category": "V", "minutes": 44}, 0),
        ({"category": "V", "minutes": 45}, 1),
        ({"category": "V", "minutes": 90, "assessment": FAILED}, 2),
        ({"category": "V", "minutes": 90, "assessment": PASSED}, 3),
        ({"category": "V", "minutes": 44, "assessment": PASSED}, 0),
        ({"category": "V", "minutes": 360}, 8),
        ({"category": "V", "minutes": 450, "assessment": PASSED}, 9),
        ({"category": "W", "minutes": 180, "group_size": 20}, 5),
        ({"category": "W", "minutes": 360, "group_size": 20}, 8),
        ({"category": "S", "minutes": 90, "delivery": "on_demand", "assessment": PASSED}, 3),
    ],
)
def test_the_rule_of_2026(compute, facts, points):
    assert compute("nordlicht_2026", **facts).amount == Decimal(points)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"category": "W", "group_size": 21}, "refused"),
        ({"category": "W"}, "undetermined"),
        ({"category": "S"}, "refused"),
        ({"category": "X"}, "undetermined"),
        ({}, "undetermined"),
        ({"category": "V", "role": "speaker"}, "undetermined"),
    ],
)
def test_what_the_rule_refuses_and_what_it_does_not_say(compute, facts, status):
    answer = compute("nordlicht_2026", **facts)
    assert (answer.status, answer.amount) == (status, None)


def test_the_rule_of_2019_knows_neither_check_nor_reading(compute):
    assert compute("nordlicht_2019", category="V", minutes=90, assessment=PASSED).amount == 2
    assert compute("nordlicht_2019", category="S", minutes=90, assessment=PASSED).status == "undetermined"


def test_each_rule_answers_for_its_own_days_only(compute):
    assert compute("nordlicht_2019", category="V", day=date(2026, 1, 1)).status == "undetermined"
    assert compute("nordlicht_2026", category="V", day=date(2025, 12, 31)).status == "undetermined"
