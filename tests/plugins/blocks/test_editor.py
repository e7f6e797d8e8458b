"""The editor of a page opens whatever the forms of plugins' blocks fail at, and saving loses nothing."""

import pytest
from django.urls import reverse

from plugins.failures import failures
from tests.plugins.blocks.conftest import HOOKS, NOTE, QUIZ, QUOTE, stored
from tests.plugins.blocks.posting import form_data

FAILING = {
    "choices": "what = blocks.ChoiceBlock(choices=lambda: 1 / 0, required=False)",
    "exit": "what = blocks.ChoiceBlock(choices=sys.exit, required=False)",
    "default": "get_default = lambda self: 1 / 0 if sys.failing else blocks.StructBlock.get_default(self)",
}


@pytest.fixture
def edit(editor, course):
    return reverse("wagtailadmin_pages:edit", args=[course.pk])


@pytest.mark.parametrize("failing", FAILING.values(), ids=FAILING)
def test_a_block_of_which_no_form_can_be_made_is_kept_and_hinders_no_other(acme, course, edit, editor, failing, monkeypatch):
    hooks = "import sys\n" + HOOKS.replace("    text = blocks.CharBlock()", f"    text = blocks.CharBlock()\n    {failing}")
    monkeypatch.setattr("sys.failing", False, raising=False)
    acme.install(hooks)
    editor.get(edit)
    monkeypatch.setattr("sys.failing", True)
    response = editor.get(edit)
    assert response.status_code == 200
    assert {failure.plugin for failure in failures()} == {"acme"}
    streams = [response.context["form"]["body"], response.context["form"].formsets["modules"].forms[0]["content"]]
    (body, content) = [bound.field.widget.block_def for bound in streams]
    assert {"acme_box", "quote"} <= set(body.child_blocks)
    assert "acme_note" not in body.child_blocks
    assert "acme_quiz" in content.child_blocks
    saved = editor.post(edit, form_data(response.context["form"]) | {"action-publish": "1"})
    assert saved.status_code == 302
    (note, quote), modules = stored(course)
    assert (note["id"], note["type"], note["value"]["text"]) == (NOTE["id"], "acme_note", "Bring your badge.")
    assert (quote, modules) == (QUOTE, [QUIZ])


UNSTORABLE = {
    "raises": "get_prep_value = lambda self, value: 1 / 0 if sys.failing else blocks.StructBlock.get_prep_value(self, value)",
    "no JSON": "get_prep_value = lambda self, v: {object} if sys.failing else blocks.StructBlock.get_prep_value(self, v)",
}


@pytest.mark.parametrize("failing", UNSTORABLE.values(), ids=UNSTORABLE)
def test_a_block_that_cannot_be_stored_is_refused_in_words_and_nothing_typed_is_lost(
    acme, course, edit, editor, failing, monkeypatch
):
    monkeypatch.setattr("sys.failing", False, raising=False)
    acme.install(
        "import sys\n" + HOOKS.replace("    text = blocks.CharBlock()", f"    text = blocks.CharBlock()\n    {failing}")
    )
    typed = form_data(editor.get(edit).context["form"]) | {"intro": "Typed just now.", "action-publish": "1"}
    monkeypatch.setattr("sys.failing", True)
    response = editor.post(edit, typed)
    assert response.status_code == 200
    assert "because its plugin failed" in response.content.decode()
    assert response.context["form"]["intro"].value() == "Typed just now."
    monkeypatch.setattr("sys.failing", False)
    assert editor.post(edit, typed).status_code == 302
    assert stored(course) == ([NOTE, QUOTE], [QUIZ])
