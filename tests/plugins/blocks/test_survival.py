"""Content of an uninstalled plugin, through everything that can happen to a page."""

import pickle

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation, RenameStructChildrenOperation

from plugins.blocks import MISSING
from tests.plugins.blocks.conftest import BODY, NOTE, QUIZ, QUOTE, drafted, stored
from tests.plugins.blocks.posting import form_data
from training.models import CoursePage, TrainingPage

UNCHANGED = (BODY, [QUIZ])


def edit(editor, page, **changes):
    """Opens the page's editor, changes some values and sends the form back."""
    address = f"/admin/pages/{page.pk}/edit/"
    data = form_data(editor.get(address).context["form"])
    return editor.post(address, data | changes)


def test_saving_the_row_keeps_it(without_plugin):
    without_plugin.title = "Renamed"
    without_plugin.save()
    for module in without_plugin.modules.all():
        module.save()
    assert stored(without_plugin) == UNCHANGED


def test_saving_after_reading_every_item_keeps_it(without_plugin):
    assert [child.block_type for child in without_plugin.body] == [MISSING, "quote"]
    without_plugin.save_revision().publish()
    assert stored(without_plugin) == UNCHANGED


def test_a_draft_saved_in_the_editor_keeps_it(editor, without_plugin):
    response = edit(editor, without_plugin, title="Renamed")
    assert response.status_code == 302, response.context["form"].errors
    assert drafted(without_plugin) == UNCHANGED
    assert CoursePage.objects.get().draft_title == "Renamed"


def test_publishing_in_the_editor_keeps_it(editor, without_plugin):
    response = edit(editor, without_plugin, title="Renamed", **{"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert (CoursePage.objects.get().title, stored(without_plugin)) == ("Renamed", UNCHANGED)


def test_autosaving_keeps_it(editor, without_plugin):
    address = f"/admin/pages/{without_plugin.pk}/edit/"
    data = form_data(editor.get(address).context["form"]) | {"title": "Autosaved"}
    answer = editor.post(address, data, headers={"accept": "application/json"}).json()
    assert answer["success"], answer
    assert CoursePage.objects.get().draft_title == "Autosaved"
    assert drafted(without_plugin) == UNCHANGED


def test_copying_the_page_keeps_it(editor, without_plugin):
    parent = without_plugin.get_parent().pk
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent, "publish_copies": "1", "alias": ""}
    assert editor.post(f"/admin/pages/{without_plugin.pk}/copy/", data).status_code == 302
    copied = CoursePage.objects.get(slug="copy")
    assert (stored(copied), drafted(copied)) == (UNCHANGED, UNCHANGED)


def test_going_back_to_an_older_revision_brings_it_back(editor, without_plugin):
    before = without_plugin.latest_revision
    without_plugin.body = [QUOTE]
    without_plugin.save_revision().publish()
    form = editor.get(f"/admin/pages/{without_plugin.pk}/revisions/{before.pk}/revert/").context["form"]
    data = form_data(form) | {"revision": before.pk, "action-publish": "1"}
    assert editor.post(f"/admin/pages/{without_plugin.pk}/edit/", data).status_code == 302
    assert stored(without_plugin) == UNCHANGED


def test_comparing_revisions_says_what_was_removed(editor, without_plugin):
    before = without_plugin.latest_revision
    without_plugin.body = [QUOTE]
    after = without_plugin.save_revision()
    response = editor.get(f"/admin/pages/{without_plugin.pk}/revisions/compare/{before.pk}...{after.pk}/")
    html = response.content.decode()
    assert "Content “acme_note” of the plugin acme, which is not installed." in html
    assert "Bring your badge." in html


def historical(app, model):
    return MigrationLoader(connection).project_state().apps.get_model(app, model)


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_data_migration_with_the_historical_models_keeps_it(course, acme, is_installed):
    if not is_installed:
        acme.uninstall()
    for page in historical("training", "TrainingPage").objects.all():
        assert [child.block_type for child in page.body] == [MISSING, "quote"]
        page.intro = "Migrated"
        page.save()
    for module in historical("training", "Module").objects.all():
        assert module.content[0].block_type == MISSING
        module.save()
    assert (CoursePage.objects.get().intro, stored(course)) == ("Migrated", UNCHANGED)


def migrate_stream(operation, path=""):
    migration = MigrateStreamData("training", "TrainingPage", "body", [(operation, path)])
    migration.migrate_stream_data_forward(MigrationLoader(connection).project_state().apps, None)


def test_wagtails_stream_migrations_rename_it_or_let_it_be(without_plugin):
    migrate_stream(RenameStreamChildrenOperation(old_name="acme_note", new_name="acme_hint"))
    assert stored(without_plugin)[0] == [NOTE | {"type": "acme_hint"}, QUOTE]
    migrate_stream(RenameStructChildrenOperation(old_name="name", new_name="speaker"), "quote")
    (hint, quote), _ = stored(without_plugin)
    assert hint == NOTE | {"type": "acme_hint"}
    assert quote["value"] == {"text": "We look closely.", "speaker": "Kim Lang", "office": ""}


def test_it_survives_being_pickled_for_a_cache(without_plugin):
    for body in (without_plugin.body, TrainingPage(body=list(without_plugin.body.get_prep_value())).body):
        list(body)
        again = pickle.loads(pickle.dumps(body))
        assert TrainingPage._meta.get_field("body").get_prep_value(again) == BODY


def test_it_comes_back_to_life_with_the_plugin(editor, without_plugin, acme):
    edit(editor, without_plugin, title="Renamed", **{"action-publish": "1"})
    acme.install()
    page = CoursePage.objects.get()
    assert [(child.block_type, child.id) for child in page.body] == [("acme_note", NOTE["id"]), ("quote", QUOTE["id"])]
    assert page.body[0].value["text"] == "Bring your badge."
    assert page.modules.get().content[0].value["question"] == "Why?"
    assert edit(editor, page, title="Again", **{"action-publish": "1"}).status_code == 302
    assert stored(page) == UNCHANGED


def test_a_form_opened_before_the_plugin_went_or_came_back_loses_nothing(editor, course, acme):
    address = f"/admin/pages/{course.pk}/edit/"
    opened_with = form_data(editor.get(address).context["form"])
    acme.uninstall()
    response = editor.post(address, opened_with | {"action-publish": "1"})
    assert "did not arrive" in response.content.decode()
    assert stored(course) == UNCHANGED
    opened_without = form_data(editor.get(address).context["form"])
    acme.install()
    assert editor.post(address, opened_without | {"action-publish": "1"}).status_code == 302
    assert stored(course) == UNCHANGED


def test_the_public_page_leaves_it_out_and_shows_the_rest(client, without_plugin):
    html = client.get(without_plugin.url).content.decode()
    assert "We look closely." in html
    assert "badge" not in html
    assert "acme" not in html


def test_every_page_with_a_body_holds_content_of_plugins():
    from plugins.fields import PluginStreamField

    fields = {
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, PluginStreamField)
    }
    assert sorted(str(field) for field in fields) == [
        "cms.HomePage.body",
        "cms.RegionPage.body",
        "cms.StandardPage.body",
        "training.Module.content",
        "training.TrainingPage.body",
    ]
