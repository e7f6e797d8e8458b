from dataclasses import replace
from datetime import date

import pytest

from plugins.activation import configure, enable
from plugins.api import CreditParameter, CreditScheme, LearningCheckRule
from plugins.credit_parameters import ParameterError, complete, parameters_in_force
from plugins.models import PluginActivation
from plugins.regions.de_sn.forms import SettingsForm
from plugins.registry import credit_schemes
from plugins.verification import verify_item


def scheme(key="de_mfbo2024"):
    return credit_schemes()[key].value


SETS = [
    {"from": "2026-01-01", "values": {"pass_percent": 60}},
    {"from": "2025-01-01", "values": {"pass_percent": 65, "rounding": "event"}},
]


@pytest.mark.parametrize(
    ("day", "percent", "rounding"),
    [
        (date(2024, 12, 31), 70, "day"),
        (date(2025, 1, 1), 65, "event"),
        (date(2025, 12, 31), 65, "event"),
        (date(2026, 1, 1), 60, "day"),
    ],
)
def test_the_latest_set_that_has_begun_is_in_force_and_is_a_whole_set(day, percent, rounding):
    values = parameters_in_force(scheme(), {"credits": {"de_mfbo2024": SETS}}, day)
    assert values == {"pass_percent": percent, "rounding": rounding, "apply_days": None, "report_days": None}


def test_without_settings_the_published_values_hold():
    values = {"rounding": "day", "pass_percent": 70, "quality_circle_cap": 5, "stammtisch_cap": 3}
    assert parameters_in_force(scheme("de_sn_2013"), {}, date(2024, 1, 1)) == values | {"apply_days": 28, "report_days": 14}


@pytest.mark.parametrize(
    "values", [{"pass_percent": 0}, {"pass_percent": True}, {"pass_percent": None}, {"rounding": 1}, {"cap": 1}]
)
def test_a_value_of_the_wrong_kind_or_name_is_refused(values):
    with pytest.raises(ParameterError):
        complete(scheme(), values)


@pytest.mark.parametrize("broken", [1, [{}], [{"from": "soon", "values": {}}], [{"from": "2025-01-01", "values": None}]])
def test_broken_settings_are_refused(broken):
    with pytest.raises(ParameterError, match="cannot be read"):
        parameters_in_force(scheme(), {"credits": {"de_mfbo2024": broken}}, date(2026, 1, 1))


def test_a_default_that_its_own_parameter_would_not_take_is_refused_at_the_start():
    wrong = replace(scheme(), parameters={"most": CreditParameter(label="Most", default=11, maximum=10)})
    with pytest.raises(ParameterError, match="most: a whole number from 0 to 10"):
        verify_item(wrong, type(wrong))


SENT = {
    "de_sn_2013-rounding": "day",
    "de_sn_2013-pass_percent": "70",
    "de_sn_2013-quality_circle_cap": "5",
    "de_sn_2013-stammtisch_cap": "3",
    "de_sn_2013-apply_days": "28",
    "de_sn_2013-report_days": "21",
    "valid_from": "",
}


def test_the_form_shows_what_is_known_last_and_changes_nothing_by_itself():
    stored = {"credits": {"de_sn_2013": [{"from": "2025-01-01", "values": {"pass_percent": 60}}]}}
    form = SettingsForm(initial=stored)
    assert {name: form[name].value() for name in ("de_sn_2013-pass_percent", "de_sn_2013-stammtisch_cap")} == {
        "de_sn_2013-pass_percent": 60,
        "de_sn_2013-stammtisch_cap": 3,
    }
    assert "2025-01-01" in form.fields["valid_from"].help_text
    again = SettingsForm(SENT | {"de_sn_2013-pass_percent": "60", "de_sn_2013-report_days": "14"}, initial=stored)
    assert again.is_valid()
    assert again.cleaned_data == stored


def test_a_change_needs_its_day():
    form = SettingsForm(SENT, initial={})
    assert not form.is_valid()
    assert list(form.errors) == ["valid_from"]


def test_a_wrong_value_is_told_at_its_field():
    form = SettingsForm(SENT | {"de_sn_2013-pass_percent": "101", "valid_from": "2026-01-01"}, initial={})
    assert not form.is_valid()
    assert list(form.errors) == ["de_sn_2013-pass_percent"]


@pytest.mark.django_db
def test_a_region_adds_sets_and_corrects_one_of_the_same_day(region):
    enable("de_sn", region=region)
    for percent, day in (("60", "2026-01-01"), ("65", "2025-01-01"), ("55", "2026-01-01")):
        configure("de_sn", region=region, values=SENT | {"de_sn_2013-pass_percent": percent, "valid_from": day})
    sets = PluginActivation.objects.get(plugin="de_sn", region=region).config["credits"]["de_sn_2013"]
    assert [(one["from"], one["values"]["pass_percent"], one["values"]["report_days"]) for one in sets] == [
        ("2025-01-01", 65, 21),
        ("2026-01-01", 55, 21),
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (LearningCheckRule(source="S", needed_in=frozenset({"Z"})), "categories it does not have: Z"),
        (LearningCheckRule(source="S", questions=0), "questions in the learning_check of de_sn_2013"),
        (LearningCheckRule(source="S", options=True), "options in the learning_check of de_sn_2013"),
        (LearningCheckRule(source=""), "names the source"),
        ("ten questions", "is str instead of LearningCheckRule"),
    ],
)
def test_a_rule_on_learning_checks_that_cannot_be_meant_is_refused_at_the_start(rule, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        verify_item(replace(scheme("de_sn_2013"), learning_check=rule), CreditScheme)


def test_what_the_sources_say_of_learning_checks_is_what_the_schemes_ask():
    assert scheme("de_sn_2013").learning_check == LearningCheckRule(
        questions=10,
        options=5,
        single_answer_in=frozenset({"A", "C"}),
        needed_in=frozenset({"D"}),
        source="slaek.de, Fortbildung: page on the assessment, 3.6 and 3.7",
    )
    for key in ("de_mfbo2013", "de_mfbo2024"):
        rule = scheme(key).learning_check
        assert (rule.questions, rule.options, rule.single_answer_in, rule.needed_in) == (None, None, frozenset(), {"D"})
