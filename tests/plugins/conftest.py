import pytest
from django.utils import translation

from plugins.testing.reloading import reload_plugins
from tests.plugins import packages

__all__ = ["reload_plugins"]


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def installed(installed_dist):
    """Plugins on the path of this process for one test: hooks only, for apps and addresses need a process of their own."""
    return installed_dist


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
