import pytest

from tests.plugins.regions.blocks import refusals, shown

WORKSHOP = {"years": 20, "today": "What is hard?", "wish": "What do we wish?", "steps": "What is next?"}
CASE = {"heading": "A girl of nine", "story": "<p>Two letters.</p>", "origin": "anonymised"}


def test_the_phases_stand_in_their_order():
    html = shown("se_phases_workshop", WORKSHOP)
    assert (
        html.index("What is hard?") < html.index("In 20 years") < html.index("What do we wish?") < html.index("What is next?")
    )


@pytest.mark.parametrize("phase", ["today", "wish", "steps"])
def test_a_workshop_without_one_of_its_phases_is_refused(phase):
    assert set(refusals("se_phases_workshop", WORKSHOP | {phase: ""})) == {phase}


def test_a_year_and_years_are_told_apart_and_a_century_is_refused():
    assert "In 1 year<" in shown("se_phases_workshop", WORKSHOP | {"years": 1})
    assert set(refusals("se_phases_workshop", WORKSHOP | {"years": 100})) == {"years"}


def test_topics_process_leader_and_receiver_are_shown():
    html = shown("se_phases_workshop", WORKSHOP | {"topics": ["Law", "Budget"], "receiver": "Strategy group"})
    assert "<dd>Law, Budget</dd>" in html
    assert "<dd>Strategy group</dd>" in html
    assert "Process leader" not in html


def test_a_case_says_where_it_comes_from_and_there_is_no_third_way():
    assert "The case is real and anonymised." in shown("se_case", CASE)
    assert "The case is made up." in shown("se_case", CASE | {"origin": "fictional"})
    for origin in ("", "real"):
        assert set(refusals("se_case", CASE | {"origin": origin})) == {"origin"}
