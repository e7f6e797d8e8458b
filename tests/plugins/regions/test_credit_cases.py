"""The acceptance cases of the credit schemes, one JSON object a line; all whose scheme is installed are asked."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from plugins.credit_rules import ask
from plugins.registry import credit_schemes
from training.domain.credit_facts import read_facts

CASES = [json.loads(line) for line in (Path(__file__).parents[2] / "cases" / "credits.jsonl").read_text().splitlines()]
INSTALLED = [case for case in CASES if case["scheme"] in credit_schemes()]


def test_every_case_of_the_bundled_schemes_is_asked():
    assert {case["scheme"] for case in INSTALLED} >= {"de_mfbo2013", "de_mfbo2024"}


@pytest.mark.parametrize("case", INSTALLED, ids=lambda case: f"{case['scheme']}-{case['id']}")
def test_case(case):
    answer = ask(credit_schemes()[case["scheme"]].value, read_facts(case["facts"]))
    expected = case["expect"]
    assert answer.status == expected["status"]
    if expected["status"] == "determined":
        assert (answer.amount, answer.unit) == (Decimal(expected["amount"]), expected["unit"])
    else:
        assert answer.reason
