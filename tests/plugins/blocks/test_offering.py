"""What a stream takes from plugins, and what it refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import blocks

from plugins import registry
from plugins.blocks import PluginStreamBlock, isolated
from plugins.blocks.missing import kept
from plugins.failures import failures
from tests.plugins import packages
from tests.plugins.blocks.conftest import HOOKS, NOTE, QUOTE
from tests.plugins.conftest import reload_plugins
from training.models import TrainingPage


def body_blocks():
    return TrainingPage._meta.get_field("body").stream_block.child_blocks


def install(installed, name, key):
    hooks = "from plugins.api import ContentBlock, hookimpl\nfrom wagtail import blocks\n@hookimpl\ndef content_blocks():\n"
    hooks += f"    return [ContentBlock(key={key!r}, label='L', icon='cup', block=blocks.CharBlock)]\n"
    installed.install(name, {"__init__.py": packages.info(name, hooks=f"{name}.hooks"), "hooks.py": hooks})


def test_a_plugins_block_has_the_label_and_icon_of_its_descriptor(installed):
    install(installed, "acme", "acme_note")
    block = body_blocks()["acme_note"]
    assert (block.label, block.meta.icon, block.name) == ("L", "cup", "acme_note")


def test_the_name_of_a_block_of_the_site_is_refused_and_recorded(installed):
    install(installed, "quote", "quote")
    assert body_blocks()["quote"].label != "L"
    (failure,) = [failure for failure in failures() if failure.plugin == "quote"]
    assert failure.cause == "The key quote is the name of a block of the site. Use another."


def test_two_plugins_cannot_use_one_key(installed):
    install(installed, "acme", "acme_note")
    install(installed, "beta", "acme_note")
    assert registry.content_blocks()["acme_note"].plugin == "acme"
    (failure,) = [failure for failure in failures() if failure.plugin == "beta"]
    assert failure.cause == "The key acme_note is in use already, by the plugin acme."


def test_the_name_under_which_content_is_kept_is_the_cores_own(installed):
    install(installed, "missing", "missing_plugin")
    assert "missing_plugin" not in registry.content_blocks()
    (failure,) = [failure for failure in failures() if failure.plugin == "missing"]
    assert failure.cause == "The key missing_plugin is reserved for the core."


def test_a_plugin_that_fails_to_make_its_block_later_on_leaves_its_content_kept(acme, db):
    acme.install(HOOKS.replace("block=NoteBlock", "block=once").replace("@hookimpl\ndef content", ONCE))
    assert [child.value for child in TrainingPage(body=[NOTE]).body] == [kept(NOTE)["value"]]
    assert [failure.plugin for failure in failures()] == ["acme"]


ONCE = """made = []

def once():
    assert not made
    made.append(1)
    return NoteBlock()

@hookimpl
def content"""


def test_a_page_with_blocks_of_plugins_has_as_many_queries_as_one_without(client, course):
    counts = []
    for body in ([QUOTE], [QUOTE, NOTE, NOTE]):
        course.body = body
        course.save()
        client.get(course.url)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(course.url).content.decode()
        counts.append(len(queries))
        assert ("Bring your badge." in html) is (NOTE in body)
    assert counts[0] == counts[1]


class Broken(blocks.StructBlock):
    text = blocks.CharBlock()

    def clean(self, value):
        if value["text"] == "wrong":
            raise ValidationError("Refused by the plugin.")
        raise RuntimeError("boom")

    def get_searchable_content(self, value):
        raise RuntimeError("boom")

    extract_references = get_form_state = get_searchable_content


@pytest.fixture
def broken():
    yield isolated(Broken(), "de_broken")
    reload_plugins()


def test_a_block_that_fails_to_be_checked_is_refused_in_words(broken):
    with pytest.raises(ValidationError, match="because its plugin failed"):
        broken.clean({"text": "x"})
    with pytest.raises(ValidationError, match="Refused by the plugin"):
        broken.clean({"text": "wrong"})


def test_a_block_that_fails_to_be_searched_hinders_nobody_from_saving(broken):
    stream = PluginStreamBlock([("de_broken", broken), ("text", blocks.CharBlock())])
    value = stream.to_python(
        [{"type": "de_broken", "value": {"text": "x"}, "id": "a"}, {"type": "text", "value": "y", "id": "b"}]
    )
    assert stream.get_searchable_content(value) == ["y"]
    assert list(stream.extract_references(value)) == []
    assert {failure.plugin for failure in failures()} == {"de"}


def test_a_block_whose_form_fails_is_shown_as_kept(acme, db):
    acme.install(HOOKS.replace("class NoteBlock(blocks.StructBlock):", FORMLESS))
    page = TrainingPage(body=[NOTE, QUOTE])
    state = page.body.stream_block.get_form_state(page.body)
    assert [item["type"] for item in state] == ["missing_plugin", "quote"]
    assert state[0]["value"]["excerpt"] == "Bring your badge."


FORMLESS = """class NoteBlock(blocks.StructBlock):
    def get_form_state(self, value):
        assert not value["text"]
        return super().get_form_state(value)
"""
