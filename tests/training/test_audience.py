import pytest

from plugins.activation import disable, enable
from tests import factories
from training.audience import profession_choices
from training.forms.details import DetailsForm
from training.forms.listing import WishForm
from training.forms.office.event import EventSettingsForm
from training.models import CourseIndexPage, CoursePage

pytestmark = pytest.mark.django_db
DANISH = "dk_health_visitor"


@pytest.fixture
def region():
    return factories.office("Syddanmark", language="da", country="DK")


def keys(choices):
    """The keys on offer, those in groups included."""
    return {key for name, inner in choices for key in ([key for key, _ in inner] if isinstance(inner, list) else [name])}


def test_a_region_offers_the_professions_of_the_core_and_of_its_own_plugins(region):
    assert DANISH not in keys(profession_choices(region))
    enable("dk", region=region)
    offered = keys(profession_choices(region))
    assert {"midwife", DANISH} < offered
    assert not [key for key in offered if key.startswith(("de_", "se_"))]


def test_without_a_region_all_professions_are_offered():
    assert {"midwife", DANISH, "se_school_nurse", "de_dentist"} < keys(profession_choices())


def test_what_was_chosen_stays_on_offer_under_its_name(region):
    enable("dk", region=region)
    disable("dk", region=region)
    (known,) = [dict(group) for _, group in profession_choices(region, keep=[DANISH]) if DANISH in dict(group)]
    assert str(known[DANISH]) == "Health visitor (Denmark)"
    assert ("lost_key", "lost_key") in profession_choices(region, keep=["lost_key"])


def test_the_professions_of_a_region_cost_one_query(region, django_assert_num_queries):
    with django_assert_num_queries(1):
        profession_choices(region, keep=[DANISH, "lost_key"])


@pytest.mark.parametrize("active", [True, False])
def test_every_form_of_a_region_offers_the_same_professions(region, active):
    if active:
        enable("dk", region=region)
    event = factories.event(region)
    parent = region.root_page.add_child(instance=CourseIndexPage(title="Kurser", slug="kurser"))
    page_form = CoursePage.get_edit_handler().get_form_class()
    offered = [
        DetailsForm(region=region).fields["profession"].choices,
        WishForm({}, region=region, months=[]).fields["profession"].choices,
        EventSettingsForm(instance=event).fields["professions"].choices,
        page_form(instance=CoursePage(locale=parent.locale), parent_page=parent).fields["professions"].choices,
    ]
    expected = keys(profession_choices(region))
    assert (DANISH in expected) is active
    assert [keys(choices) - {""} for choices in offered] == [expected] * 4


def test_a_person_with_a_profession_of_another_region_keeps_it_when_registering(region):
    form = DetailsForm({"name": "Kim Beispiel", "profession": DANISH}, region=region, initial={"profession": DANISH})
    assert form.is_valid(), form.errors
    stranger = DetailsForm({"name": "Kim Beispiel", "profession": DANISH}, region=region)
    assert list(stranger.errors) == ["profession"]
