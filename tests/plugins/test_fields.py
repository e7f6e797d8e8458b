"""Content of plugins in a StreamField: the same migrations for any set of plugins, and nothing lost when one goes."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail import blocks
from wagtail.models import Page

from plugins.blocks import MISSING, PluginStreamBlock, isolated, stored_type
from plugins.failures import failures
from plugins.fields import PluginStreamField
from training.models import CoursePage, Module

QUIZ = {"type": "acme_quiz", "value": {"question": "Why?"}, "id": "7a1e0001-0000-4000-8000-000000000000"}


def field():
    return Module._meta.get_field("content")


@pytest.fixture
def course(db, quiz, installed):
    """A published course with a quiz, whose plugin has been uninstalled since."""
    page = CoursePage(title="Course", slug="course")
    page.modules = [Module(title="Quiz", minutes=45, content=[QUIZ])]
    Page.objects.get(depth=1).add_child(instance=page)
    page.save_revision().publish()
    installed.uninstall(quiz)
    return CoursePage.objects.get()


def stored(page):
    (module,) = Module.objects.filter(page=page)
    return module.module_type, field().get_prep_value(module.content)


@pytest.mark.django_db
def test_the_content_of_an_uninstalled_plugin_survives_saving(course):
    module = course.modules.get()
    assert module.content[0].block_type == MISSING
    module.title = "Renamed"
    module.save()
    assert stored(course) == ("acme_quiz", [QUIZ])


@pytest.mark.django_db
def test_it_survives_a_revision_and_its_publication(course):
    course.title = "Renamed"
    course.save_revision().publish()
    assert stored(CoursePage.objects.get()) == ("acme_quiz", [QUIZ])


@pytest.mark.django_db
def test_it_survives_a_copy_of_the_page(course):
    copied = course.copy(update_attrs={"slug": "copy"})
    assert stored(copied) == ("acme_quiz", [QUIZ])


@pytest.mark.django_db
def test_it_can_be_read_again_when_the_plugin_is_back(course, installed, quiz):
    course.save_revision().publish()
    import sys

    from tests.plugins.conftest import reload_plugins

    sys.path.append(str(quiz))
    reload_plugins()
    (child,) = Module.objects.get().content
    assert (child.block_type, child.value["question"], child.id) == ("acme_quiz", "Why?", QUIZ["id"])


@pytest.mark.django_db
def test_it_shows_nothing_on_the_page_and_names_its_type(course):
    content = course.modules.get().content
    assert str(content[0].render()) == ""
    assert stored_type(content[0]) == "acme_quiz"
    assert [child.block_type for child in field().to_python([("lecture", {"summary": ""})])] == ["lecture"]


def test_streams_inside_a_plugin_block_keep_what_they_do_not_know():
    class Outer(blocks.StructBlock):
        parts = PluginStreamBlock([("text", blocks.CharBlock())])

    stream = PluginStreamBlock([("outer", Outer())])
    raw = [{"type": "outer", "id": "a", "value": {"parts": [{"type": "gone", "value": {"x": 1}, "id": "b"}]}}]
    value = stream.to_python(raw)
    assert value[0].value["parts"][0].block_type == MISSING
    assert stream.get_prep_value(value) == raw


def test_all_shapes_a_stream_field_takes_are_taken():
    value = field().to_python([("lecture", {"summary": "A"}), ("forum", {"summary": "B", "questions": []})])
    assert field().to_python(value) is value
    assert [child.block_type for child in field().to_python(field().get_prep_value(value))] == ["lecture", "forum"]
    assert field().to_python("Once plain text").raw_text == "Once plain text"
    assert (len(field().to_python("")), len(field().to_python(None)), len(field().to_python([]))) == (0, 0, 0)


def test_one_failing_block_is_replaced_by_a_sentence_and_attributed():
    class Broken(blocks.CharBlock):
        def render(self, value, context=None):
            raise RuntimeError("boom")

    stream = PluginStreamBlock([("de_broken", isolated(Broken(), "de_broken")), ("text", blocks.CharBlock())])
    html = str(stream.to_python([("de_broken", "x"), ("text", "shown")]))
    assert "cannot be shown" in html
    assert "shown" in html
    assert [(failure.plugin, failure.phase.title) for failure in failures()] == [("de", "run time")]
    from tests.plugins.conftest import reload_plugins

    reload_plugins()


def test_the_editor_is_told_which_types_its_menu_leaves_out(quiz):
    from wagtail.admin.telepath import JSContext

    stream = PluginStreamBlock([("text", blocks.CharBlock())])
    assert f"'hiddenTypes': {[MISSING]}" in str(JSContext().pack(stream))
    hidden = field().stream_block.offering({"core"}).meta.hidden_types
    assert {key for key in hidden if key.startswith("acme")} == {"acme_quiz"}
    assert not hidden & {"lecture", "workshop", "forum", "self_study"}
    assert field().stream_block.meta.hidden_types == frozenset()


def test_a_clone_keeps_its_limits_and_the_migration_names_no_block():
    clone = field().clone()
    assert (clone.stream_block.meta.min_num, clone.stream_block.meta.max_num) == (1, 1)
    for made in (field(), clone):
        _name, path, args, kwargs = made.deconstruct()
        assert (path, args, set(kwargs)) == ("plugins.fields.PluginStreamField", [], {"verbose_name"})
    assert PluginStreamField(block_lookup={}).deconstruct()[3] == {}
    initial = Path(__file__).parents[2] / "training" / "migrations" / "0001_initial.py"
    assert "LectureBlock" not in initial.read_text()


@pytest.mark.django_db
def test_no_migration_is_missing_with_another_set_of_plugins(quiz):
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())
