"""Streams within a plugin's own block."""

from django.utils import translation
from django.utils.translation import gettext

from plugins.blocks import MISSING, ContentStreamBlock
from plugins.blocks.tree import find
from tests.plugins.blocks.conftest import HOOKS, NOTE
from tests.plugins.blocks.posting import form_data
from tests.plugins.blocks.test_survival import edit
from tests.plugins.blocks.test_versions import SECOND
from training.models import CoursePage, TrainingPage

HEADING = {"type": "heading", "value": "Inside", "id": "7a1e0005-0000-4000-8000-000000000000"}
GONE = {"type": "gone_map", "value": {"place": "Hall"}, "id": "7a1e0006-0000-4000-8000-000000000000"}
BOX = {
    "type": "acme_box",
    "value": {"title": "Box", "content": [HEADING, NOTE, GONE]},
    "id": "7a1e0004-0000-4000-8000-000000000000",
}


def boxed(course) -> CoursePage:
    course.body = [BOX]
    course.save()
    course.save_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def written(page) -> list:
    page = CoursePage.objects.get(pk=page.pk)
    return TrainingPage._meta.get_field("body").get_prep_value(page.body)


def test_a_stream_within_a_block_offers_content_blocks_but_none_that_hold_such_a_stream(acme):
    block = TrainingPage._meta.get_field("body").stream_block.child_blocks["acme_box"]
    (stream,) = find(block, ContentStreamBlock)
    assert {name for name in stream.child_blocks if name.startswith("acme") or name == "heading"} == {"heading", "acme_note"}
    assert "acme_box" not in stream.child_blocks


def test_in_the_editor_it_offers_what_the_pages_region_has(editor, course, acme, region):
    region.activations.update(enabled=False)
    field = editor.get(f"/admin/pages/{course.pk}/edit/").context["form"].fields["body"]
    (stream,) = find(field.block, ContentStreamBlock)
    assert "acme_note" in stream.meta.hidden_types
    block = TrainingPage._meta.get_field("body").stream_block
    assert [found.meta.hidden_types for found in find(block, ContentStreamBlock)] == [frozenset()]


def test_what_it_knows_is_read_and_what_it_does_not_is_kept(course):
    content = boxed(course).body[0].value["content"]
    assert [child.block_type for child in content] == ["heading", "acme_note", MISSING]
    assert written(course) == [BOX]


def test_it_all_survives_editing(editor, course):
    boxed(course)
    assert edit(editor, course, title="Renamed", **{"action-publish": "1"}).status_code == 302
    assert (CoursePage.objects.get().title, written(course)) == ("Renamed", [BOX])


def test_it_all_survives_the_absence_of_the_outer_plugin(editor, course, acme):
    boxed(course)
    acme.uninstall()
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    assert written(course) == [BOX]
    acme.install()
    assert CoursePage.objects.get().body[0].value["content"][1].value["text"] == "Bring your badge."


def test_nested_content_is_migrated_in_its_own_version(editor, course, acme):
    boxed(course)
    acme.install(SECOND)
    content = CoursePage.objects.get().body[0].value["content"]
    assert list(content[1].value["lines"]) == ["Bring your badge."]
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    heading, note, gone = written(course)[0]["value"]["content"]
    assert (heading, note["version"], gone) == (HEADING, 2, GONE)


def test_what_is_lost_on_the_way_within_a_block_is_missed_unless_it_was_deleted_with_it(editor, course):
    boxed(course)
    address = f"/admin/pages/{course.pk}/edit/"
    data = form_data(editor.get(address).context["form"]) | {"action-publish": "1"}
    response = editor.post(address, data | {"body-0-value-content-count": "2"})
    assert "gone_map" in response.content.decode()
    assert "did not arrive." in response.content.decode()
    assert written(course) == [BOX]
    for deleted in ("body-0-value-content-2-deleted", "body-0-deleted"):
        assert editor.post(address, data | {deleted: "1"}).status_code == 302
    assert written(course) == []


def test_the_page_shows_what_is_in_it(client, course):
    html = client.get(boxed(course).url).content.decode()
    assert "Bring your badge." in html
    assert "Hall" not in html


def test_a_plugin_that_fails_inside_another_plugins_block_leaves_the_rest_shown(client, course, acme):
    boxed(course)
    broken = "class NoteBlock(blocks.StructBlock):\n    def render(self, value, context=None):\n        1 / 0\n"
    acme.install(HOOKS.replace("class NoteBlock(blocks.StructBlock):\n", broken))
    html = client.get(course.url).content.decode()
    with translation.override(course.locale.language_code):
        assert gettext("This part of the page cannot be shown at the moment.") in html
    assert "Inside" in html
