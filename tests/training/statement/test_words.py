from decimal import Decimal

import pytest
from django.utils import translation

from training.statement.words import unit_label


@pytest.mark.parametrize(
    ("unit", "scheme", "label"),
    [
        ("hours", "hours", "teaching units"),
        ("hours", "se_hours", "hours"),
        ("hours", "", "hours"),
        ("points", "de_mfbo2024", "points"),
        ("ECMEC", "eu_eaccme", "ECMEC"),
    ],
)
def test_an_hour_is_a_teaching_unit_in_our_own_scheme_only(unit, scheme, label):
    with translation.override("en"):
        assert unit_label(unit, scheme) == label


@pytest.mark.parametrize(
    ("amount", "unit", "scheme", "label"),
    [
        ("1", "hours", "hours", "teaching unit"),
        ("1.00", "points", "de_mfbo2024", "point"),
        ("1", "ECMEC", "eu_eaccme", "ECMEC"),
        ("0.5", "points", "", "points"),
        ("1.5", "hours", "hours", "teaching units"),
        ("0", "days", "", "days"),
        ("21", "credits", "", "credits"),
    ],
)
def test_one_unit_is_named_in_the_singular_and_any_other_amount_in_the_plural(amount, unit, scheme, label):
    with translation.override("en"):
        assert unit_label(unit, scheme, amount=Decimal(amount)) == label
