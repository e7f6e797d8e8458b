from tests.plugins.regions.blocks import refusals, shown

CASE = {"question": "Who helps?", "disciplines": ["Medicine", "Youth welfare"], "anonymised": True}
DAY = {"place_type": "youth_office", "observed": ["A first talk"], "agreement": "Families agree.\nNo notes."}


def test_a_case_that_is_not_anonymised_is_not_published():
    assert refusals("de_case_conference", CASE | {"anonymised": False}) == {
        "anonymised": "Take out or change all that leads to a family, then tick that the case is anonymised."
    }


def test_one_discipline_alone_is_no_case_conference():
    assert set(refusals("de_case_conference", CASE | {"disciplines": ["Medicine"]})) == {"disciplines"}
    assert "Medicine, Youth welfare" in shown("de_case_conference", CASE)


def test_a_shadowing_day_names_the_kind_of_place_and_keeps_the_lines_of_the_agreement():
    html = shown("de_shadowing_day", DAY)
    assert "<dd>Youth welfare office</dd>" in html
    assert "Families agree.<br>No notes." in html


def test_a_shadowing_day_without_anything_to_observe_is_refused():
    assert set(refusals("de_shadowing_day", DAY | {"observed": []})) == {"observed"}


def test_a_quality_circle_needs_its_moderator_and_says_its_rhythm_in_words():
    circle = {"topic": "Letters", "moderator": "Office", "rhythm": "half_yearly"}
    assert "<dd>every six months</dd>" in shown("de_quality_circle", circle)
    assert set(refusals("de_quality_circle", circle | {"moderator": ""})) == {"moderator"}


def test_what_an_editor_types_is_shown_as_text():
    assert "<script>" not in shown("de_case_conference", CASE | {"question": "<script>alert(1)</script>?"})
