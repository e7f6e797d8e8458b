import pytest
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from cms.models import HomePage
from plugins.models import PluginActivation
from tests import factories
from tests.plugins import packages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_active", [True, False])
def test_the_editor_is_offered_the_types_of_the_plugins_active_in_the_pages_region(client, quiz, is_active):
    region = factories.office()
    course = factories.course(region, ("Lecture", "lecture", 45))
    PluginActivation.objects.create(region=region, plugin="acme", enabled=is_active)
    client.force_login(factories.staff())
    offered = hidden_types(client.get(f"/admin/pages/{course.pk}/edit/"))
    assert offered == (set() if is_active else {"acme_quiz"})


def test_a_page_above_every_region_is_offered_nothing_of_the_plugins(client, installed):
    note = "from plugins.api import *\nfrom wagtail.blocks import CharBlock\n@hookimpl\ndef content_blocks():\n"
    note += "    return [ContentBlock(key='acme_note', label='Note', block=CharBlock)]\n"
    installed.install("acme", {"__init__.py": packages.info("acme", hooks="acme.hooks"), "hooks.py": note})
    region = factories.office()
    PluginActivation.objects.create(region=region, plugin="acme", enabled=True)
    above = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="above"))
    below = factories.page("Page", region.root_page)
    client.force_login(factories.staff())
    for page, hidden in [(above, {"acme_note"}), (region.root_page, set()), (below, set())]:
        assert hidden_types(client.get(f"/admin/pages/{page.pk}/edit/")) == hidden
    assert hidden_types(client.get(f"/admin/pages/add/cms/standardpage/{above.pk}/")) == {"acme_note"}
    assert hidden_types(client.get(f"/admin/pages/add/cms/standardpage/{below.pk}/")) == set()


def hidden_types(response):
    """The types of the plugin ``acme`` that the menus of the page's streams, and of those of its rows, leave out."""
    form = response.context["form"]
    forms = [form, *(formset.empty_form for formset in form.formsets.values())]
    blocks = [field.block for each in forms for field in each.fields.values() if isinstance(field, BlockField)]
    assert blocks
    return {key for block in blocks for key in block.meta.hidden_types if key.startswith("acme")}
