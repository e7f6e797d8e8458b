"""The acceptance cases of the credit schemes, one JSON object a line."""

import pytest

from plugins.credit_rules import ask
from plugins.loader import owner_of
from plugins.registry import credit_schemes
from tests.cases import CREDIT_CASES, is_as_expected
from training.domain.credits.facts import read_facts

OWNERS = {
    "at_dfp": "at",
    "ch_siwf": "ch",
    "de_mfbo2013": "de",
    "de_mfbo2024": "de",
    "de_mv": "de_mv",
    "de_opk": "de",
    "de_rbp": "de",
    "de_sn_2013": "de_sn",
    "de_sn_midwife": "de_sn",
    "dk_faps": "dk",
    "dk_gp": "dk",
    "eu_eaccme": "eu",
    "eu_ebac": "eu",
    "hours": "core",
    "se_hours": "se",
    "us_ama": "us",
}


def test_every_scheme_is_given_by_the_plugin_that_owns_its_key():
    assert {key: provided.plugin for key, provided in credit_schemes().items()} == OWNERS
    assert {key: owner_of(key).name for key in OWNERS if key != "hours"} == {
        key: OWNERS[key] for key in OWNERS if key != "hours"
    }


def test_every_scheme_names_its_source_and_when_it_was_read():
    for key, provided in credit_schemes().items():
        assert provided.value.source
        assert provided.value.read_on or key == "hours"  # our own convention was read nowhere


@pytest.mark.parametrize("case", CREDIT_CASES, ids=lambda case: f"{case['scheme']}-{case['id']}")
def test_case(case):
    answer = ask(credit_schemes()[case["scheme"]].value, read_facts(case["facts"]))
    assert is_as_expected(case, status=answer.status, amount=answer.amount, unit=answer.unit, reason=answer.reason)
