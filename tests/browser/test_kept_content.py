"""An editor at work on a course while one of its plugins is not installed."""

import os

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.checks import assert_accessible
from training.models import CourseIndexPage, CoursePage, Module

NOTE = {"type": "gone_note", "value": {"text": "Bring your badge."}, "id": "7a1e0002-0000-4000-8000-000000000000"}
QUIZ = {"type": "gone_quiz", "value": {"question": "Why?"}, "id": "7a1e0001-0000-4000-8000-000000000000"}


@pytest.fixture
def course(new_page, transactional_db):  # the browser before the database: its event loop has connections of its own
    region = factories.office(language="en")
    index = region.root_page.add_child(instance=CourseIndexPage(title="Trainings", slug="trainings"))
    page = CoursePage(title="Course", slug="course", intro="What it is about.", body=[NOTE])
    page.modules = [Module(title="Quiz", minutes=45, content=[QUIZ])]
    index.add_child(instance=page).save_revision().publish()
    return page


def stored():
    page, (module,) = CoursePage.objects.get(), Module.objects.all()
    return page.body.get_prep_value(), module.content.get_prep_value()


def test_content_of_a_missing_plugin_is_explained_and_outlives_editing(course, page, sign_in, tmp_path):
    sign_in(page, factories.staff())
    page.goto(f"/admin/pages/{course.pk}/edit/")
    note = page.locator("[data-contentpath='body'] [data-streamfield-child]")
    expect(note).to_contain_text("“gone_note”")
    expect(note).to_contain_text("Bring your badge.")
    expect(note.locator("[data-streamfield-action='DUPLICATE']")).to_be_disabled()
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/kept.png", full_page=True)
        page.set_viewport_size({"width": 360, "height": 900})
        page.screenshot(path=f"{folder}/kept-360.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#id_title").fill("Renamed")
    page.get_by_role("button", name="Save draft").or_(page.locator("button.action-save")).first.click()
    page.wait_for_load_state()
    page.locator(".w-dropdown__toggle--icon, [data-w-dropdown-target='toggle']").last.click()
    page.locator("[name='action-publish']").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert CoursePage.objects.get().title == "Renamed"
    assert stored() == ([NOTE], [QUIZ])
    assert_accessible(page)
