"""A site with any number of made-up plugins, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.plugins.packages import info, write_installed

ROOT = Path(__file__).parents[2]
MEMORY = "sqlite://:memory:"
"""Address of a database that is gone with its process."""
APPS = "from plugins.app_config import PluginAppConfig\nclass App(PluginAppConfig):\n    name = '{name}'\n"
MODELS = """
from django.db import models
class Visit(models.Model):
    day = models.DateField()
class Note(models.Model):
    text = models.TextField()
"""
URLS = """
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request, region: HttpResponse(region.name))]
"""
HOOKS = """
from plugins.api import MenuItem, ModuleType, Profession, hookimpl
from wagtail import blocks

class VisitBlock(blocks.StructBlock):
    place = blocks.CharBlock()

@hookimpl
def module_types():
    return [ModuleType(key="{name}_visit", label="Visit", block=VisitBlock)]

@hookimpl
def professions():
    return [Profession(key="{name}_guide", label="Guide", sector="health")]

ITEMS = (MenuItem(key="{name}_item", label="Item", url="/", permission="training.view_event"),)

@hookimpl
def admin_menu_items(region, staff):
    return ITEMS
"""


def write_plugin(folder: Path, name: str) -> None:
    """A plugin of ordinary size: an app with two models, an address, a module type, a profession and an action."""
    fields = {"apps": (f"{name}.apps.App",), "hooks": f"{name}.hooks", "urls": f"{name}.urls"}
    files = {"apps.py": APPS.format(name=name), "models.py": MODELS, "urls.py": URLS, "hooks.py": HOOKS.format(name=name)}
    write_installed(folder, name, {"__init__.py": info(name, **fields), **files})


class Site:
    """Runs scripts on a site with ``count`` plugins installed; use it as a context."""

    def __init__(self, count: int):
        self._count = count

    def __enter__(self) -> "Site":
        self._folder = TemporaryDirectory()
        for number in range(self._count):
            write_plugin(Path(self._folder.name), f"bench{number:02}")
        return self

    def __exit__(self, *exc: object) -> None:
        self._folder.cleanup()

    def run(self, script: str, *, database: str = MEMORY) -> Any:
        """What the script prints as its last line, read as JSON."""
        own = {
            "PYTHONPATH": self._folder.name,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": database,
        }
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])
