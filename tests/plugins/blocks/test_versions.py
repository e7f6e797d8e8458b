"""Content that another version of its plugin wrote."""

import pytest

from plugins.blocks import MISSING, stored_type
from plugins.failures import failures
from tests.plugins.blocks.conftest import BODY, HOOKS, NOTE, QUIZ, QUOTE, raw, stored
from tests.plugins.blocks.test_survival import edit
from training.models import CoursePage, TrainingPage

SECOND = (
    HOOKS.replace("text = blocks.CharBlock()", "lines = blocks.ListBlock(blocks.CharBlock())").replace(
        'label="Note", block=NoteBlock', 'label="Note", block=NoteBlock, version=2, migrate=migrate'
    )
    + """
def migrate(version, value):
    assert version == 1
    return {"lines": [value["text"]]}
"""
)
FAILING = SECOND.replace('return {"lines": [value["text"]]}', "value['text'] = 'changed in place'; 1 / 0")
WRONG = SECOND.replace('return {"lines": [value["text"]]}', 'return {"lines": 5}')
NOT_JSON = SECOND.replace('return {"lines": [value["text"]]}', "return {'lines': [object()]}")
UNANNOUNCED = HOOKS.replace("text = blocks.CharBlock()", "text = blocks.StreamBlock([('line', blocks.CharBlock())])")


def body(page):
    return CoursePage.objects.get(pk=page.pk).body


def test_older_content_is_migrated_when_it_is_read(course, acme):
    acme.install(SECOND)
    (note, _quote) = body(course)
    assert (note.block_type, list(note.value["lines"])) == ("acme_note", ["Bring your badge."])
    assert stored(course) == (BODY, [QUIZ])


def test_content_is_stored_with_the_version_it_was_written_in(editor, course, acme):
    acme.install(SECOND)
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    (note, quote), _quiz = stored(course)
    assert (note["version"], note["id"], note["value"]["lines"][0]["value"]) == (2, NOTE["id"], "Bring your badge.")
    assert quote == QUOTE
    assert note == stored(course)[0][0]
    assert raw(TrainingPage(body=[note]), "body") == [note]
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    assert stored(course)[0][0] == note


def test_what_nobody_reads_keeps_its_version(course, acme):
    acme.install(SECOND)
    page = CoursePage.objects.get()
    page.save()
    assert stored(course) == (BODY, [QUIZ])


@pytest.mark.parametrize(
    "hooks", [FAILING, WRONG, NOT_JSON, UNANNOUNCED], ids=["fails", "wrong shape", "no JSON", "no version"]
)
def test_content_the_plugin_cannot_read_is_kept_explained_and_recorded(editor, client, course, acme, hooks):
    acme.install(hooks)
    (note, _quote) = body(course)
    assert (note.block_type, stored_type(note)) == (MISSING, "acme_note")
    assert {(failure.plugin, failure.phase.title) for failure in failures()} == {("acme", "run time")}
    state = course.body.stream_block.get_form_state(body(course))[0]
    assert state["value"]["reason"] == "Content “acme_note” of the plugin acme, which could not read it. The log says why."
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    assert "We look closely." in client.get(course.url).content.decode()
    assert stored(course) == (BODY, [QUIZ])
    acme.install()
    assert body(course)[0].value["text"] == "Bring your badge."


@pytest.mark.parametrize("version", [3, "three", None])
def test_content_of_a_newer_version_is_kept_unread(editor, course, acme, version):
    acme.install(SECOND)
    newer = NOTE | {"version": version, "value": {"paragraphs": ["Bring it."]}}
    TrainingPage.objects.update(body=[newer, QUOTE])
    course.save_revision()
    assert body(course)[0].block_type == MISSING
    state = course.body.stream_block.get_form_state(body(course))[0]
    assert (
        state["value"]["reason"] == "Content “acme_note”, written by a newer version of the plugin acme than the one installed."
    )
    page = CoursePage.objects.get()
    page.save_revision().publish()
    assert edit(editor, course, **{"action-publish": "1"}).status_code == 302
    assert stored(course)[0] == [newer, QUOTE]


def test_revisions_and_copies_of_older_content_are_migrated_too(course, acme):
    copied = course.copy(update_attrs={"slug": "copy"})
    acme.install(SECOND)
    for page in (CoursePage.objects.get(pk=copied.pk), course.latest_revision.as_object()):
        assert list(page.body[0].value["lines"]) == ["Bring your badge."]


def test_one_item_that_cannot_be_read_does_not_take_its_neighbours_along(course, acme):
    acme.install(SECOND.replace("def migrate(version, value):", "def migrate(version, value):\n    value['text'].upper()"))
    page = TrainingPage(body=[NOTE, NOTE | {"value": {"text": 5}}, NOTE])
    assert [child.block_type for child in page.body] == ["acme_note", MISSING, "acme_note"]
