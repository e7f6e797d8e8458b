"""Panels of plugins in the editor of a training."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from plugins.models import PluginActivation, RegionGroup
from tests import factories
from tests.plugins.packages import info
from training.models import CourseIndexPage

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import PagePanel, hookimpl

@hookimpl
def page_panels(region, page, settings):
    {body}
"""
PANEL = "PagePanel(key='acme', heading='Acme says', template='{template}', context={{'detail': {detail}}})"
DETAIL = "f'{page.kind} {page.pk} {page.title} {region.slug} {settings.get(\"x\")}'"


@pytest.fixture
def region(db):
    return factories.office("Hessen")


@pytest.fixture
def editor(client, region):
    user = factories.staff(region, RegionGroup.Role.EDITORS)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


@pytest.fixture
def acme(installed, region, settings, tmp_path):
    (tmp_path / "panel.html").write_text("<p>Told: {{ detail }}</p>")
    (tmp_path / "broken.html").write_text("{% nonsense %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0].get("DIRS", ()), tmp_path]}]

    def install(body=None, template="panel.html", detail=DETAIL):
        body = body or f"return [{PANEL.format(template=template, detail=detail)}]"
        installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)})
        PluginActivation.objects.create(region=region, plugin="acme", config={"x": "y"})

    return install


def edit(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("make", "kind"), [(factories.course, "course"), (factories.conference, "conference")])
def test_the_editor_reads_what_the_plugins_of_the_region_say(acme, editor, region, make, kind):
    acme()
    page = make(region, title="Fachtag")
    html = edit(editor, page)
    assert (f"<p>Told: {kind} {page.pk} Fachtag hessen y</p>" in html, "Acme says" in html) == (True, True)


def test_a_page_not_yet_saved_is_of_its_parents_region(acme, editor, region):
    acme()
    address = reverse("wagtailadmin_pages:add", args=["training", "coursepage", factories.home(region).pk])
    index = factories.home(region).add_child(instance=CourseIndexPage(title="Trainings"))
    html = editor.get(address.replace(f"/{factories.home(region).pk}/", f"/{index.pk}/")).content.decode()
    assert "<p>Told: course None  hessen y</p>" in html


@pytest.mark.parametrize("body", ["return []", "raise RuntimeError", "return [5]"])
def test_without_an_answer_nothing_is_there(acme, editor, region, body):
    acme(body=body)
    assert "From the region’s plugins" not in edit(editor, factories.course(region))


def test_a_plugin_of_another_region_says_nothing(acme, editor, region):
    acme()
    PluginActivation.objects.update(region=factories.office("Sachsen"))
    assert "Told:" not in edit(editor, factories.course(region))


@pytest.mark.parametrize("template", ["broken.html", "missing.html"])
def test_a_template_that_fails_is_a_sentence_and_the_editor_opens(acme, editor, region, template):
    acme(template=template)
    assert "The plugin “acme” cannot show this at the moment." in edit(editor, factories.course(region))


def test_what_a_plugin_says_is_escaped(acme, editor, region):
    acme(detail="'<script>x</script>'")
    assert "Told: &lt;script&gt;x" in edit(editor, factories.course(region))
