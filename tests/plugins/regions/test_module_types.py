"""What holds for every module type and block of the bundled plugins."""

import pytest
from django.utils.html import strip_tags

from plugins.activation import enable
from plugins.registry import content_blocks, module_types
from plugins.runtime import offered_in
from tests import factories
from tests.plugins.regions.blocks import block, refusals, shown

COMPLETE = {
    "lecture": {},
    "workshop": {"method": "Case work"},
    "forum": {"questions": ["Who asks?"]},
    "self_study": {"material": "https://example.org/reader"},
    "de_case_conference": {"question": "Who helps?", "disciplines": ["Medicine", "Youth welfare"], "anonymised": True},
    "de_shadowing_day": {"place_type": "hospital", "observed": ["Admission"], "agreement": "Families agree."},
    "de_quality_circle": {"topic": "Letters", "moderator": "Office", "rhythm": "quarterly"},
    "de_he_interface_forum": {"question": "Who leads over?", "one_side": "health", "other_side": "early_help"},
    "de_sn_working_aid": {"need": "A form for reports", "users": ["Practices"]},
    "de_sn_risk_review": {
        "occasion": "Discharge before the weekend",
        "youth_welfare": ["Youth office"],
        "health": ["Clinic"],
        "measures": [{"text": "A number to call", "side": "both", "due": "2026-12-31"}],
        "anonymised": True,
    },
    "de_mv_group_meeting": {"group": "Networks", "agenda": ["Interfaces"]},
    "de_mv_developed_module": {"group": "Training concept", "stage": "pilot", "skill": ["Talk with parents"]},
    "de_mv_working_group": {"name": "Networks", "mandate": "Find out what works."},
    "dk_guidepost_dialogue": {"number": 3, "guidepost": "Practice and PPR", "parties": ["practice", "ppr"]},
    "dk_guideposts": {
        "heading": "Guideposts",
        "body": "the committee",
        "decided": "December 2019",
        "guideposts": [{"text": "A common language", "anchored": "Theme group"}],
    },
    "se_phases_workshop": {"years": 20, "today": "What is hard?", "wish": "What do we wish?", "steps": "What is next?"},
    "se_case": {"heading": "A girl of nine", "story": "<p>Two letters.</p>", "origin": "fictional"},
}
OURS = ("core", "de", "de_he", "de_mv", "de_sn", "dk", "se")


def bundled():
    return {key for key, item in {**module_types(), **content_blocks()}.items() if item.plugin in OURS}


def test_every_bundled_block_is_tried_here():
    assert set(COMPLETE) == bundled()


@pytest.mark.parametrize("key", sorted(COMPLETE))
def test_a_complete_value_is_accepted_and_every_text_of_it_is_shown(key):
    assert refusals(key, COMPLETE[key]) == {}
    told = strip_tags(shown(key, COMPLETE[key]))
    texts = [text for text in COMPLETE[key].values() if isinstance(text, str) and " " in text and "<" not in text]
    assert [text for text in texts if text not in told] == []


@pytest.mark.parametrize("key", sorted(COMPLETE))
def test_a_draft_with_nothing_in_it_can_be_saved_and_looked_at(key):
    made = block(key)
    empty = made.clean_deferred(made.get_default())
    made.render(empty)


@pytest.mark.parametrize("key", sorted(COMPLETE))
def test_what_is_stored_comes_back_as_it_was(key):
    made = block(key)
    stored = made.get_prep_value(made.to_python(COMPLETE[key]))
    assert made.get_prep_value(made.to_python(stored)) == stored


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plugin", "types", "blocks"),
    [
        ("de", {"de_case_conference", "de_shadowing_day", "de_quality_circle"}, set()),
        ("de_he", {"de_he_interface_forum"}, set()),
        ("de_sn", {"de_sn_working_aid", "de_sn_risk_review"}, set()),
        ("de_mv", {"de_mv_group_meeting", "de_mv_developed_module"}, {"de_mv_working_group"}),
        ("dk", {"dk_guidepost_dialogue"}, {"dk_guideposts"}),
        ("se", {"se_phases_workshop"}, {"se_case"}),
    ],
)
def test_a_plugin_adds_its_own_where_it_is_active_and_nowhere_else(plugin, types, blocks):
    region, other = factories.region("Hier"), factories.region("Dort", code="DO")
    before = set(offered_in(other, module_types())), set(offered_in(other, content_blocks()))
    enable(plugin, region=region)
    assert (set(offered_in(region, module_types())) - before[0], set(offered_in(region, content_blocks())) - before[1]) == (
        types,
        blocks,
    )
    assert (set(offered_in(other, module_types())), set(offered_in(other, content_blocks()))) == before


def test_what_people_choose_a_place_in_takes_seats():
    seated = {key for key, item in module_types().items() if item.value.takes_seats and item.plugin in OURS}
    assert seated == {
        *("forum", "workshop", "de_case_conference", "de_shadowing_day"),
        *("de_he_interface_forum", "dk_guidepost_dialogue", "se_phases_workshop"),
    }
