"""The documents for authors are executed: each command of the tutorial in order, and each example of the test kit.

The commands run in a virtual environment made for this, which sees the packages of this one, on a copy of this run's database.
"""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.plugins.documents import blocks, table
from tests.plugins.own_tests import copy_database

ROOT = Path(__file__).parents[2]
PIP = '#!/bin/sh\nact=$1; shift\nexec python -m pip "$act" --quiet --no-index --no-deps --no-build-isolation "$@"\n'
HESSE = """
import django
django.setup()
from plugins.models import Region
Region.objects.create(slug="hessen", code="HE", name="Hessen", organisation="Office", contact_email="office@hessen.example",
    country="DE", language="de")
"""

pytestmark = pytest.mark.django_db


class Site:
    """The folder of a site, with the environment and the database that its commands use."""

    def __init__(self, folder):
        self.folder = folder / "site"
        var = self.folder / "var"
        var.mkdir(parents=True)
        for name in ("samkurs.sqlite3", "test.sqlite3"):
            copy_database(var / name)
        (self.folder / "manage.py").write_text((ROOT / "manage.py").read_text().replace("cms.settings.dev", "in_english"))
        self.environment = _environment(folder / "venv", var)
        self.run(f"python -c '{HESSE}'", DJANGO_SETTINGS_MODULE="cms.settings.dev")

    def run(self, command, **environment):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def write(self, block):
        file = self.folder / block.file
        assert not block.is_appended or file.exists()
        file.write_text(file.read_text() + block.text if block.is_appended else block.text)


def _environment(folder, var):
    venv.create(folder, with_pip=False)
    bin_folder = folder / "bin"
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (packages / "shared.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    (packages / "in_english.py").write_text("from cms.settings.dev import *\nLANGUAGE_CODE = 'en'\n")
    (bin_folder / "pip").write_text(PIP)
    (bin_folder / "pip").chmod(0o755)
    own = {
        "PATH": os.pathsep.join([str(bin_folder), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "SAMKURS_VAR": str(var),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_ADDOPTS": "--reuse-db -p no:cacheprovider",
        "LANG": "C.UTF-8",
    }
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | own


def commands(text):
    """Each command of a block with the lines that its output has to contain, in this order."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *expected = part.rstrip("\n").split("\n")
        yield command, expected


def test_the_tutorial_works_from_its_first_command_to_its_last(tmp_path):
    site = Site(tmp_path)
    done = 0
    for block in blocks("tutorial.md"):
        if block.file:
            site.write(block)
            continue
        assert block.kind == "console"
        for command, expected in commands(block.text):
            said = site.run(command)
            for line in expected:
                assert line in said, f"{command}\n{said}"
                said = said.split(line, 1)[1]
            done += 1
    assert done == 12
    left = {path.name for path in site.folder.iterdir()}
    assert left == {"dist", "facts.json", "manage.py", "samples", "var"}


def test_the_examples_of_the_test_kit_work(tmp_path):
    site = Site(tmp_path)
    site.run("python manage.py startplugin acme --target ..")
    site.run("pip install -e ../samkurs-acme")
    examples = [block.text for block in blocks("testing.md") if block.kind == "python"]
    conftest, *tests = examples
    assert conftest == (tmp_path / "samkurs-acme" / "tests" / "conftest.py").read_text()
    for number, text in enumerate(tests):
        (tmp_path / "samkurs-acme" / "tests" / f"test_example_{number}.py").write_text(text)
    assert len(tests) == 8
    said = site.run("python -m pytest -q ../samkurs-acme")
    assert " passed" in said


def test_the_table_of_the_test_kit_names_every_test_and_no_other():
    from plugins.testing import PluginConformance

    named = [row[0] for row in table("testing.md", "What every plugin should pass")]
    tests = [name for name in dir(PluginConformance) if name.startswith("test_")]
    assert sorted(named) == sorted(tests)
