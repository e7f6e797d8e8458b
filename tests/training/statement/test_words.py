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
