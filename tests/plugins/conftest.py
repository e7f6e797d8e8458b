import sys

import pytest
from django.apps import apps
from django.utils import translation

from plugins import registry
from plugins.fields import PluginStreamField
from tests.plugins import packages


def reload_plugins():
    registry.reload()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, PluginStreamField):
                field.__dict__.pop("stream_block", None)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


class InstalledPlugins:
    """Plugins on the path of this process for one test: hooks only, for apps and addresses need a process of their own."""

    def __init__(self, folder):
        self._folder, self._count = folder, 0

    def install(self, name, files, **where):
        self._count += 1
        folder = self._folder / str(self._count)
        packages.write_installed(folder, name, files, **where)
        sys.path.append(str(folder))
        reload_plugins()
        return folder

    def uninstall(self, folder):
        sys.path.remove(str(folder))
        reload_plugins()


@pytest.fixture
def installed(tmp_path):
    modules, path = set(sys.modules), list(sys.path)
    yield InstalledPlugins(tmp_path)
    sys.path[:] = path
    for module in set(sys.modules) - modules:
        if getattr(sys.modules[module], "__file__", None) and str(tmp_path) in str(sys.modules[module].__file__):
            del sys.modules[module]
    reload_plugins()


MODULE_TYPE = """
    from plugins.api import ModuleType, hookimpl
    from wagtail import blocks

    class QuizBlock(blocks.StructBlock):
        question = blocks.CharBlock()

    @hookimpl
    def module_types():
        return [ModuleType(key="{key}", label="Quiz", block=QuizBlock)]
"""


@pytest.fixture
def quiz(installed):
    """A healthy plugin ``acme`` with one module type ``acme_quiz``; the folder it is installed in."""
    return installed.install(
        "acme", {"__init__.py": packages.info("acme", hooks="acme.hooks"), "hooks.py": MODULE_TYPE.format(key="acme_quiz")}
    )
