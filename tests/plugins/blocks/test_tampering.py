"""Kept content in a form: only as it was signed, for its own place, and gone only when somebody deletes it."""

import pytest
from django.core import signing
from django.utils import translation

from plugins.blocks import MISSING
from tests.plugins.blocks.conftest import BODY, NOTE, QUIZ, QUOTE, drafted, stored
from tests.plugins.blocks.posting import form_data

CHANGED = "was changed on the way"
LOST = "did not arrive"


@pytest.fixture
def form(editor, without_plugin):
    """The data of the opened editor, and a function that sends it back with changes."""
    address = f"/admin/pages/{without_plugin.pk}/edit/"
    data = form_data(editor.get(address).context["form"])

    def send(**changes):
        sent = {key: value for key, value in (data | changes).items() if value is not None}
        return editor.post(address, sent | {"action-publish": "1"})

    return data, send


def signed(item, salt=MISSING):
    return signing.dumps(item, salt=salt, compress=True)


OTHER = NOTE | {"id": "7a1e0009-0000-4000-8000-000000000000", "value": {"text": "Elsewhere."}}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"body-0-value": ""}, CHANGED),
        ({"body-0-value": None}, CHANGED),
        ({"body-0-value": "nonsense"}, CHANGED),
        ({"body-0-value": "eyJ0eXBlIjoiYWNtZSJ9:1aaaaa:forged"}, CHANGED),
        ({"body-0-value": signed(NOTE, salt="other")}, CHANGED),
        ({"body-0-value": signed(OTHER)}, CHANGED),
        ({"body-0-id": OTHER["id"]}, LOST),
        ({"body-0-value": signed(OTHER), "body-0-id": OTHER["id"]}, LOST),
        ({"body-0-type": "acme_note"}, LOST),
        ({"body-0-type": "quote"}, LOST),
        ({"body-0-type": None}, LOST),
        ({"body-0-order": "first"}, LOST),
        ({"body-count": "0"}, LOST),
        ({"body-count": "many"}, LOST),
        ({"modules-0-content-0-value": "nonsense"}, CHANGED),
        ({"modules-0-content-count": "0"}, LOST),
    ],
)
def test_whatever_else_arrives_is_refused_in_words_and_loses_nothing(form, without_plugin, changes, sentence):
    _data, send = form
    response = send(title="Renamed", **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert "Renamed" in response.content.decode()
    assert stored(without_plugin) == drafted(without_plugin) == (BODY, [QUIZ])


def test_swapped_payloads_are_refused(form, without_plugin):
    data, send = form
    response = send(**{"body-0-value": data["modules-0-content-0-value"], "modules-0-content-0-value": data["body-0-value"]})
    assert CHANGED in response.content.decode()
    assert stored(without_plugin) == (BODY, [QUIZ])


def test_after_a_refusal_the_form_holds_the_stored_content_again_and_can_be_saved(editor, form, without_plugin):
    _data, send = form
    again = form_data(send(title="Renamed", **{"body-0-value": "nonsense"}).context["form"])
    assert send(**again).status_code == 302
    assert stored(without_plugin) == (BODY, [QUIZ])


def test_items_may_change_their_order(form, without_plugin):
    _data, send = form
    assert send(**{"body-0-order": "1", "body-1-order": "0"}).status_code == 302
    assert stored(without_plugin)[0] == [QUOTE, NOTE]


def test_an_editor_may_delete_it_on_purpose(form, without_plugin):
    _data, send = form
    assert send(**{"body-0-deleted": "1"}).status_code == 302
    assert stored(without_plugin) == ([QUOTE], [QUIZ])


def test_a_module_needs_another_type_in_the_place_of_the_one_deleted(form, without_plugin):
    _data, send = form
    response = send(**{"modules-0-content-0-deleted": "1"})
    assert "The minimum number of items is 1" in response.content.decode()
    assert stored(without_plugin) == (BODY, [QUIZ])


def test_the_editor_reads_what_it_is_and_what_is_in_it(form, without_plugin):
    page = without_plugin
    with translation.override("en"):
        (note, _quote) = page.body.stream_block.get_form_state(page.body)
    assert {key: text for key, text in note["value"].items() if key != "payload"} == {
        "reason": "Content “acme_note” of the plugin acme, which is not installed.",
        "remedy": "It stays as it is and can be edited again once the plugin can read it. Delete it if it is not needed.",
        "excerpt": "Bring your badge.",
    }
