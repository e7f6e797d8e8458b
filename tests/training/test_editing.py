"""Courses and conferences as an editor makes them, in the forms of the Wagtail admin."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests import factories
from training.fields import KeysField, KeysFormField
from training.models import ConferencePage, CourseIndexPage, CoursePage

pytestmark = pytest.mark.django_db


def form_of(model):
    return model.get_edit_handler().get_form_class()


def answers(*, modules=(), **fields):
    """What the form of a training sends; each module is (title, minutes)."""
    rows = [
        {
            "title": title,
            "minutes": minutes,
            "mandatory": True,
            "content": streamfield([("lecture", {"summary": '{"blocks": []}'})]),
        }
        for title, minutes in modules
    ]
    empty = {"goals": inline_formset([]), "contributors": inline_formset([]), "body": streamfield([])}
    plain = {"title": "Grundkurs", "slug": "grundkurs", "comments": inline_formset([])}
    return nested_form_data(plain | empty | {"modules": inline_formset(rows)}) | fields


def bound(model, **fields):
    root = Page.objects.get(depth=1)
    return form_of(model)(answers(**fields), instance=model(locale=root.locale), parent_page=root)


def test_a_course_is_saved_with_its_modules_and_audience():
    form = bound(CoursePage, modules=[("Zeichen", 90)], professions=["midwife", "nurse"], sectors=["health"])
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    Page.objects.get(depth=1).add_child(instance=page)
    saved = CoursePage.objects.get()
    assert (saved.professions, saved.sectors) == (("midwife", "nurse"), ("health",))
    assert [(module.title, module.module_type) for module in saved.modules.all()] == [("Zeichen", "lecture")]


def test_a_module_without_minutes_is_refused_in_words():
    form = bound(CoursePage, modules=[("Zeichen", 0)])
    assert not form.is_valid()
    assert "minutes" in form.formsets["modules"].errors[0]


def test_a_conference_needs_a_place():
    assert bound(ConferencePage, place="Bad Nauheim").is_valid()
    refused = bound(ConferencePage, place="")
    assert list(refused.errors) == ["place"]


def test_an_audience_survives_draft_and_revision():
    page = factories.course(factories.region(), professions=("midwife",))
    page.professions = ("nurse", "midwife")
    page.save_revision()
    assert page.get_latest_revision_as_object().professions == ("nurse", "midwife")


def test_a_profession_whose_plugin_is_gone_stays_until_an_editor_takes_it_away():
    field = KeysField("professions", options=lambda: [("Health", [("midwife", "Midwife")])]).formfield()
    assert field.clean(["midwife", "lost_key"]) == ("midwife", "lost_key")
    assert 'value="lost_key"' in field.widget.render("professions", ["lost_key"])


def test_what_is_no_key_is_refused():
    field = KeysFormField(choices=[("midwife", "Midwife")])
    with pytest.raises(ValidationError):
        field.clean(["|no|"])


def test_trainings_are_made_below_a_list_and_nothing_below_them():
    assert [model.__name__ for model in CourseIndexPage.allowed_subpage_models()] == ["CoursePage", "ConferencePage"]
    assert CoursePage.allowed_subpage_models() == ConferencePage.allowed_subpage_models() == []
