"""Runs the tests that plugins bring, as their authors do: in a process of their own, with their packages installed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


def run_own_tests(projects: Iterable[Path], *, packages: Path, folder: Path) -> subprocess.CompletedProcess:
    """Run pytest on the tests of these projects at once, with the packages on the path.

    ``folder`` gets a copy of this run's database, so that only the plugins' own tables have to be made. What the plugins do
    depends on no particular database, so SQLite is enough.
    """
    var = folder / "var"
    var.mkdir()
    copy_database(var / "test.sqlite3")
    tests = [shutil.copytree(project / "tests", folder / "tests" / project.name.replace("-", "_")) for project in projects]
    command = [sys.executable, "-m", "pytest", "--reuse-db", "--import-mode=importlib", "-p", "no:cacheprovider"]
    command += ["--rootdir", str(folder), "-c", os.devnull, *map(str, tests)]
    return subprocess.run(command, cwd=folder, env=_environment(packages, var), capture_output=True, text=True, check=False)


def copy_database(file: Path) -> None:
    """A copy of this run's database, as far as it is committed. Skips the test on another database than SQLite."""
    if connection.vendor != "sqlite":
        pytest.skip("What runs in a process of its own runs once, beside the tests on SQLite.")
    with sqlite3.connect(connection.settings_dict["NAME"]) as source, sqlite3.connect(file) as copy:
        source.backup(copy)


def _environment(packages: Path, var: Path) -> dict[str, str]:
    own = {
        "PYTHONPATH": os.pathsep.join(map(str, (packages, ROOT))),
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "SAMKURS_VAR": str(var),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own
