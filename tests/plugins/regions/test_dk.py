import pytest

from tests.plugins.regions.blocks import refusals, shown

DIALOGUE = {"number": 3, "guidepost": "Practice and PPR", "parties": ["practice", "ppr"]}


def test_a_dialogue_has_at_least_two_parties():
    assert refusals("dk_guidepost_dialogue", DIALOGUE | {"parties": ["practice"]}) == {
        "parties": "A dialogue across sectors has at least two parties. Choose one more."
    }
    assert set(refusals("dk_guidepost_dialogue", DIALOGUE | {"parties": []})) == {"parties"}


def test_a_dialogue_names_its_guidepost_its_parties_and_what_it_builds_on():
    html = shown("dk_guidepost_dialogue", DIALOGUE | {"agreement": "Communication on births", "approved": "2019-12-13"})
    assert "<dt>Guidepost 3</dt><dd>Practice and PPR</dd>" in html
    assert "<dd>General practice, Educational psychological counselling (PPR)</dd>" in html
    assert "(approved on 13 December 2019)" in html


@pytest.mark.parametrize("number", [0, 21])
def test_guideposts_are_counted_from_one(number):
    assert set(refusals("dk_guidepost_dialogue", DIALOGUE | {"number": number})) == {"number"}


def test_a_decision_says_who_decided_when_and_who_is_responsible():
    posts = [{"text": "A common language", "anchored": "Theme group"}, {"text": "Young people"}]
    decision = {"heading": "Guideposts", "body": "the committee", "decided": "December 2019", "guideposts": posts}
    html = shown("dk_guideposts", decision)
    assert "Decided by the committee, December 2019." in html
    assert html.count("<li>") == 2
    assert html.count("Responsible: Theme group") == html.count("Responsible:") == 1
    assert "The decision holds for 2020–2023." in shown("dk_guideposts", decision | {"period": "2020–2023"})
    assert set(refusals("dk_guideposts", decision | {"guideposts": []})) == {"guideposts"}
