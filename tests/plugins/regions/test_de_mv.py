from datetime import timedelta

from django.utils import timezone

from tests.plugins.regions.blocks import refusals, shown

GROUP = {"name": "Networks", "mandate": "Find out what works."}
END = "A meeting ends after it begins. Enter the time it begins, or mend the end."


def meeting(day, begins=None, ends=None):
    return {"day": day.isoformat(), "begins": begins, "ends": ends}


def test_a_meeting_moves_from_those_to_come_to_those_held_by_itself():
    today = timezone.localdate()
    days = [today + timedelta(days=30), today, today - timedelta(days=30)]
    html = shown("de_mv_working_group", GROUP | {"meetings": [meeting(day, "09:00", "12:00") for day in days]})
    past, coming = html.split("Next meetings")
    assert (past.count("<li>"), coming.count("<li>")) == (1, 2)
    assert coming.index(str(today.year)) < coming.rindex("09:00–12:00")


def test_without_a_date_the_page_says_that_dates_are_being_planned():
    html = shown("de_mv_working_group", GROUP)
    assert "are being planned" in html
    assert "Meetings so far" not in html


def test_a_meeting_ends_after_it_begins():
    day = timezone.localdate()
    for begins, ends in [("12:00", "09:00"), ("09:00", "09:00"), (None, "09:00")]:
        value = GROUP | {"meetings": [meeting(day, begins, ends)]}
        assert refusals("de_mv_working_group", value) == {"meetings": {"ends": END}}
    assert refusals("de_mv_working_group", GROUP | {"meetings": [meeting(day, "09:00")]}) == {}


def test_a_developed_module_has_a_goal_of_at_least_one_kind():
    module = {"group": "Training concept", "stage": "released"}
    assert refusals("de_mv_developed_module", module) == {
        "": "State at least one goal: of sensitivity, of skill or of professional conduct."
    }
    html = shown("de_mv_developed_module", module | {"sensitivity": ["See the child"]})
    assert "<li>See the child</li>" in html
    assert ("Skill" in html, "Professional conduct" in html) == (False, False)
    assert "<dd>released</dd>" in html


def test_an_agenda_keeps_its_order():
    html = shown("de_mv_group_meeting", {"group": "Networks", "agenda": ["First", "Second"]})
    assert "<ol><li>First</li><li>Second</li></ol>" in html
