"""Any stream that a database can hold, whatever types are in it, is written as it was read."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks

from plugins.blocks import PluginStreamBlock
from plugins.blocks.tree import kept_items
from tests.plugins.blocks.posting import block_data
from training.models import TrainingPage

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
    max_leaves=8,
)
IDS = st.uuids().map(str)
TEXT = st.fixed_dictionaries({"type": st.just("text"), "value": st.text(), "id": IDS})
UNKNOWN = st.fixed_dictionaries(
    {"type": st.sampled_from(["acme_quiz", "gone", "b0"]), "value": JSON, "id": IDS},
    optional={"version": JSON, "plugin": st.text()},
)
FLAT = st.lists(TEXT | UNKNOWN, max_size=6)
OUTER = st.fixed_dictionaries({"type": st.just("outer"), "value": st.fixed_dictionaries({"parts": FLAT}), "id": IDS})
STREAMS = st.lists(TEXT | UNKNOWN | OUTER, max_size=6)


def stream() -> PluginStreamBlock:
    text = ("text", blocks.CharBlock(required=False))
    return PluginStreamBlock([text, ("outer", blocks.StructBlock([("parts", PluginStreamBlock([text]))]))])


@given(STREAMS, st.booleans(), st.booleans())
def test_reading_and_writing_changes_nothing(raw, as_text, is_read):
    block = stream()
    value = block.to_python(json.dumps(raw) if as_text else raw)
    if is_read:
        list(kept_items(value))
    assert block.get_prep_value(value) == raw


@pytest.mark.django_db
@given(STREAMS)
def test_a_form_changes_nothing(raw):
    block = stream()
    data = {key: str(text) for key, text in block_data(block, block.get_form_state(block.to_python(raw)), "body").items()}
    assert block.get_prep_value(block.value_from_datadict(data, {}, "body")) == raw


@given(FLAT)
def test_a_cache_changes_nothing(raw):
    field = TrainingPage._meta.get_field("body")
    value = field.to_python(raw)
    list(value)
    assert field.get_prep_value(pickle.loads(pickle.dumps(value))) == field.get_prep_value(value)
