"""A plugin ``acme`` with content for a module and for a page, and a course that has both."""

import sys

import pytest
from wagtail.models import Site
from wagtail.users.models import UserProfile

from plugins.fields import PluginStreamField
from plugins.models import PluginActivation
from tests import factories
from tests.plugins import packages
from tests.plugins.conftest import reload_plugins
from training.models import CourseIndexPage, CoursePage, Module

QUIZ = {"type": "acme_quiz", "value": {"question": "Why?"}, "id": "7a1e0001-0000-4000-8000-000000000000"}
NOTE = {"type": "acme_note", "value": {"text": "Bring your badge."}, "id": "7a1e0002-0000-4000-8000-000000000000"}
QUOTE = {
    "type": "quote",
    "value": {"text": "We look closely.", "name": "Kim Lang", "office": ""},
    "id": "7a1e0003-0000-4000-8000-000000000000",
}
BODY = [NOTE, QUOTE]

HOOKS = """
from plugins.api import ContentBlock, ModuleType, hookimpl
from plugins.blocks import ContentStreamBlock
from wagtail import blocks

class QuizBlock(blocks.StructBlock):
    question = blocks.CharBlock()

class NoteBlock(blocks.StructBlock):
    text = blocks.CharBlock()

class BoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(default="")
    content = ContentStreamBlock([("heading", blocks.CharBlock())], required=False)

@hookimpl
def module_types():
    return [ModuleType(key="acme_quiz", label="Quiz", block=QuizBlock)]

@hookimpl
def content_blocks():
    return [
        ContentBlock(key="acme_note", label="Note", block=NoteBlock),
        ContentBlock(key="acme_box", label="Box", block=BoxBlock),
    ]
"""


class Acme:
    """Installs the plugin, or another version of its hooks, and takes it away again."""

    def __init__(self, installed):
        self._installed, self._folder = installed, None

    def install(self, hooks: str = HOOKS) -> None:
        self.uninstall()
        for name in [name for name in sys.modules if name.split(".")[0] == "acme"]:
            del sys.modules[name]
        files = {"__init__.py": packages.info("acme", hooks="acme.hooks"), "hooks.py": hooks}
        self._folder = self._installed.install("acme", files)

    def uninstall(self) -> None:
        if self._folder:
            self._installed.uninstall(self._folder)
            self._folder = None


@pytest.fixture
def acme(installed):
    plugin = Acme(installed)
    plugin.install()
    yield plugin
    reload_plugins()


@pytest.fixture
def region(db):
    made = factories.office(language="en")
    PluginActivation.objects.create(region=made, plugin="acme", enabled=True)
    return made


@pytest.fixture
def course(region, acme) -> CoursePage:
    """A published course with a note in its description and a quiz among its modules; the plugin is installed."""
    index = region.root_page.add_child(instance=CourseIndexPage(title="Trainings", slug="trainings"))
    page = CoursePage(title="Course", slug="course", intro="What it is about.", body=BODY)
    page.modules = [Module(title="Quiz", minutes=45, content=[QUIZ])]
    index.add_child(instance=page).save_revision().publish()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": region.root_page})
    return CoursePage.objects.get(pk=page.pk)


@pytest.fixture
def without_plugin(course, acme) -> CoursePage:
    """The same course after the plugin was uninstalled."""
    acme.uninstall()
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def editor(client, db):
    """Somebody who may edit everything, in English."""
    user = factories.staff()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client.force_login(user)
    return client


def stored(page) -> tuple[list, list]:
    """What the database holds of the page's description and of its one module."""
    page, (module,) = CoursePage.objects.get(pk=page.pk), Module.objects.filter(page_id=page.pk)
    return raw(page, "body"), raw(module, "content")


def drafted(page) -> tuple[list, list]:
    """What the page's latest revision holds of them."""
    page = CoursePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    (module,) = page.modules.all()
    return raw(page, "body"), raw(module, "content")


def raw(row, name: str) -> list:
    field = row._meta.get_field(name)
    assert isinstance(field, PluginStreamField)
    return field.get_prep_value(getattr(row, name))
