from plugins.regions.de_he.blocks import SECTORS
from tests.plugins.regions.blocks import refusals, shown
from training.enums import Sector

FORUM = {"question": "Who leads over?", "one_side": "health", "other_side": "early_help"}


def test_an_interface_lies_between_two_sectors():
    assert refusals("de_he_interface_forum", FORUM | {"other_side": "health"}) == {
        "other_side": "An interface lies between two different sectors. Choose another one here."
    }
    assert "<dd>Health care – Early help</dd>" in shown("de_he_interface_forum", FORUM)


def test_rapporteur_and_health_goal_are_shown_where_they_are_named():
    html = shown("de_he_interface_forum", FORUM)
    assert ("Rapporteur" in html, "Health goal" in html) == (False, False)
    html = shown("de_he_interface_forum", FORUM | {"rapporteur": "Network office", "health_goal": "Health around birth"})
    assert ("<dd>Network office</dd>" in html, "<dd>Health around birth</dd>" in html) == (True, True)


def test_the_sectors_are_those_of_the_trainings():
    assert [(key, str(label)) for key, label in SECTORS] == [(key, str(label)) for key, label in Sector.choices]
